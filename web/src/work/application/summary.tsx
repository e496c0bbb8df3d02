import { ArrowLeftOutlined, DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { BandTag, isPast, Money, OutcomeTag, percent, Rate, waits, when } from "../../plain";
import { said, useText, useWords } from "../../words";
import { KEPT, nextTo, place } from "../queue/place";
import { codes, named } from "../words";
import type { CaseFile } from "./bodies";
import { sentence } from "./sentence";
import { words } from "./words";

/** In one glance: who, how much, what was advised and why, and what has to be done. */
export function Summary({ file, children }: { file: CaseFile; children: ReactNode }) {
  const { row, decision } = file;
  const text = useText();
  const { kind, months } = useWords(codes);
  const say = useWords(words).summary;
  return (
    <header className="panel case-summary">
      <Way id={row.application_id} number={row.number} applied={row.created_at} />
      <div className="case-head">
        <div className="case-who">
          <h1 data-as-written>{row.business_name ?? row.owner_name}</h1>
          <p>
            {row.business_name && <span data-as-written>{`${row.owner_name} · `}</span>}
            {[named(kind, row.kind), text(row.trade_name), text(row.region_name)].filter(Boolean).join(" · ")}
          </p>
        </div>
        <div className="case-acts">{children}</div>
      </div>
      <Waits file={file} />
      <div className="case-figures">
        <Figure name={say.asked} value={<Money fen={row.amount_fen} short />} more={`${said(months, { n: row.months })} · ${text(row.purpose)}`} />
        <Figure
          name={decision?.owner === "institution" ? say.decidedLimit : say.advised}
          value={decision?.outcome === "approve" ? <Money fen={decision.limit_fen} short /> : "—"}
          more={decision?.outcome === "approve" ? said(say.share, { share: percent(decision.limit_fen / row.amount_fen, 0) }) : ""}
        />
        <Figure name={say.rate} value={<Rate rate={decision?.apr_simple} />} more={decision?.band ? <BandTag band={decision.band} /> : ""} />
        <Figure
          name={say.probability}
          value={typeof decision?.probability === "number" ? percent(decision.probability, 1) : "—"}
          more={typeof decision?.points === "number" ? said(say.score, { n: Math.round(decision.points) }) : ""}
        />
        <Figure name={say.owes} value={<Money fen={file.debts?.balance_fen} short />} more="" />
      </div>
      <Why file={file} />
    </header>
  );
}

function Figure({ name, value, more }: { name: string; value: ReactNode; more: ReactNode }) {
  return (
    <div className="case-figure">
      <span className="case-figure-name">{name}</span>
      <span className="case-figure-value">{value}</span>
      <span className="case-figure-more">{more || "\u00a0"}</span>
    </div>
  );
}

function Why({ file }: { file: CaseFile }) {
  const say = useWords(words).summary;
  const text = useText();
  const { decision } = file;
  if (!decision) return <p className="case-why soft">{say.undecided}</p>;
  const reasons = decision.reasons.map(text);
  return (
    <div className="case-why">
      <OutcomeTag outcome={decision.outcome} />
      <span>{reasons.length > 0 ? sentence(reasons) : say.noReason}</span>
    </div>
  );
}

/** What somebody here has to do, and until when. */
function Waits({ file: { row } }: { file: CaseFile }) {
  const say = useWords(words).summary;
  const text = useText();
  if (!row.waits_for) return null;
  const late = row.due_at !== null && isPast(row.due_at);
  return (
    <p className={late ? "case-waits case-late" : "case-waits"}>
      <b>{row.waiting_since ? said(say.waitsFor, { what: text(waits[row.waits_for]), since: when(row.waiting_since) }) : text(waits[row.waits_for])}</b>
      {row.due_at && <span>{said(say.due, { when: when(row.due_at) })}</span>}
    </p>
  );
}

/** The way back to the list, and to the applications before and after this one in it. */
function Way({ id, number, applied }: { id: string; number: string; applied: string }) {
  const say = useWords(words);
  const before = nextTo(id, -1);
  const after = nextTo(id, 1);
  return (
    <div className="case-way">
      <Link to={`/work?${place().address}`} state={KEPT} aria-label={say.back}>
        <ArrowLeftOutlined aria-hidden /> <span className="wide">{say.back}</span>
      </Link>
      <span className="figure">{number}</span>
      <span className="soft case-applied">{said(say.summary.applied, { when: when(applied) })}</span>
      <span className="case-step">
        <Neighbour to={before} name={say.previous} icon={<UpOutlined aria-hidden />} />
        <Neighbour to={after} name={say.next} icon={<DownOutlined aria-hidden />} />
      </span>
    </div>
  );
}

function Neighbour({ to, name, icon }: { to: string | null; name: string; icon: ReactNode }) {
  if (!to) return <Button size="small" icon={icon} aria-label={name} disabled />;
  return (
    <Link to={`/work/${to}`} aria-label={name} className="case-neighbour" title={name}>
      {icon}
    </Link>
  );
}
