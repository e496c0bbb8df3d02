import { count, Money, percent } from "../../plain";
import { Panel } from "../../shell";
import { useWords } from "../../words";
import type { Beside } from "../bodies";
import { Agreement } from "./agreement";
import { Changed } from "./changed";
import { ordered } from "./ordering";
import { Segments } from "./segments";
import { words } from "./words";

/** Decisions in pairs: how many agree, what it would cost, who would be approved, whom it changes. */
export function BesideShown({ found }: { found: Beside }) {
  const w = useWords(words);
  const whole = found.whole;
  return (
    <>
      <Panel title={w.agreement}>
        <div className="stack">
          <dl className="tiles">
            <div><dt>{w.tried}</dt><dd>{count(found.tried)}</dd></div>
            <div><dt>{w.same}</dt><dd>{count(found.tried - found.changed_n)}</dd></div>
            <div><dt>{w.changed}</dt><dd>{count(found.changed_n)}</dd></div>
            <div><dt>{w.flipped}</dt><dd>{count(whole.flipped)}</dd></div>
            <div><dt>{w.limitChange}</dt><dd><Money fen={found.limit_change_fen} short /></dd></div>
            <div><dt>{w.rate}</dt><dd>{rate(whole.rate_before)} → {rate(whole.rate_after)}</dd></div>
            {found.erased > 0 && <div><dt>{w.erased}</dt><dd>{count(found.erased)}</dd></div>}
          </dl>
          <Agreement table={found.table} />
        </div>
      </Panel>
      {ordered(found.sides).length > 0 && <Panel title={w.bySegment}><Segments sides={found.sides} /></Panel>}
      <Panel title={w.who} flush={found.changed.length > 0}><Changed found={found} /></Panel>
    </>
  );
}

function rate(mean: number | null): string {
  return mean === null ? "—" : percent(mean);
}
