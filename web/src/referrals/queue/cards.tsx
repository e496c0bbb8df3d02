import { useWords } from "../../words";
import type { Row } from "../../work/bodies";
import { AnswerBy, AskedFor, MachineSaid, Since, WaitsFor, Who } from "./cells";
import { words } from "./words";

/** The queue on a phone. */
export function Cards({ rows }: { rows: Row[] }) {
  const { columns } = useWords(words);
  return (
    <ul className="refer-cards">
      {rows.map((row) => (
        <li key={row.application_id}>
          <div className="refer-card-head">
            <div><Who row={row} /></div>
            <WaitsFor row={row} />
          </div>
          <dl>
            <div><dt>{columns.asked}</dt><dd><AskedFor row={row} /></dd></div>
            <div><dt>{columns.since}</dt><dd><Since row={row} /></dd></div>
            <div><dt>{columns.band}</dt><dd><MachineSaid row={row} /></dd></div>
            <div><dt>{columns.due}</dt><dd><AnswerBy row={row} /></dd></div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
