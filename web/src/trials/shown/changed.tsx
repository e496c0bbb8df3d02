import { Link } from "react-router";
import { BandTag, Money, OutcomeTag, Rate } from "../../plain";
import { useMay } from "../../shell";
import { said, useWords } from "../../words";
import type { Beside, Glance, Pair } from "../bodies";
import { words } from "./words";

const SHOWN = 60;

/** The applications of which something changes, by number; nobody is named. */
export function Changed({ found }: { found: Beside }) {
  const w = useWords(words);
  if (found.changed.length === 0) return <p>{w.noneChanged}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={w.who}>
      {found.changed_n > SHOWN && <p className="soft trial-first">{said(w.shownOf, { n: SHOWN })}</p>}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.outcome}</th>
            <th scope="col">{w.limit}</th>
            <th scope="col">{w.price}</th>
            <th scope="col">{w.band}</th>
            <th scope="col">{w.where}</th>
          </tr>
        </thead>
        <tbody>{found.changed.slice(0, SHOWN).map((it) => <Line key={it.decision_id} pair={it} />)}</tbody>
      </table>
    </div>
  );
}

function Line({ pair }: { pair: Pair }) {
  const mayOpen = useMay()("desk.read");
  const number = <code>{pair.application_id.slice(-8)}</code>;
  const { before, after } = pair;
  return (
    <tr>
      <th scope="row">{mayOpen ? <Link to={`/work/${pair.application_id}`}>{number}</Link> : number}</th>
      <Cell pair={pair} of={(it) => <OutcomeTag outcome={it.outcome} />} same={before.outcome === after.outcome} />
      <Cell pair={pair} of={(it) => <Money fen={it.limit_fen} short />} same={before.limit_fen === after.limit_fen} />
      <Cell pair={pair} of={(it) => <Rate rate={it.annual_rate} />} same={before.annual_rate === after.annual_rate} />
      <Cell pair={pair} of={(it) => <BandTag band={it.band} />} same={before.band === after.band} />
      <td>{pair.step ? <code>{pair.step}</code> : <span className="soft">—</span>}</td>
    </tr>
  );
}

function Cell({ pair, of, same }: { pair: Pair; of: (side: Glance) => React.ReactNode; same: boolean }) {
  if (same) return <td className="soft">{of(pair.after)}</td>;
  return <td>{of(pair.before)} <span className="soft" aria-hidden="true">→</span> {of(pair.after)}</td>;
}
