import type { ReactNode } from "react";
import { count, Money, percent, took } from "../../plain";
import { Panel } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { Overview, Today } from "../bodies";
import { words } from "../words";

/** Today in figures. */
export function TodayPanel({ today, speed }: { today: Today; speed: Overview["decision_ms"] }) {
  const w = useWords(words);
  const share = (n: number) => (today.decided ? said(w.share, { share: percent(n / today.decided, 0) }) : "\u00a0");
  return (
    <Panel title={w.today} className="overview-today" flush>
      <dl className="figures">
        <Figure name={w.applied} note={<>{w.asked} <Money fen={today.amount_asked_fen} short /></>}>{count(today.applied)}</Figure>
        <Figure name={w.approved} note={share(today.approved)}>{count(today.approved)}</Figure>
        <Figure name={w.referred} note={share(today.referred)}>{count(today.referred)}</Figure>
        <Figure name={w.declined} note={share(today.declined)}>{count(today.declined)}</Figure>
        <Figure name={w.granted} note={"\u00a0"}><Money fen={today.amount_approved_fen} short /></Figure>
        <Speed speed={speed} />
      </dl>
    </Panel>
  );
}

function Speed({ speed }: { speed: Overview["decision_ms"] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const ms = (n: number) => took(n, language);
  const note = speed.p99 === null ? w.noSpeed : said(w.speedNote, { p99: ms(speed.p99) });
  return <Figure name={w.speed} note={note}>{speed.p50 === null ? "—" : ms(speed.p50)}</Figure>;
}

/** One figure with its name above and a note below. */
export function Figure({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="figure-one">
      <dt>{name}</dt>
      <dd className="figure-value">{children}</dd>
      {note && <dd className="figure-note">{note}</dd>}
    </div>
  );
}
