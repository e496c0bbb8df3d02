import { useNavigate } from "react-router";
import { useWords } from "../../words";
import type { Row } from "../../work/bodies";
import { AnswerBy, AskedFor, MachineSaid, Since, WaitsFor, Who } from "./cells";
import { words } from "./words";

/** The queue as a table; a line opens by a click anywhere, and its name is a link. */
export function List({ rows, at }: { rows: Row[]; at: string | null }) {
  const { columns } = useWords(words);
  const navigate = useNavigate();
  return (
    <div className="scroll">
      <table className="refer-list">
        <thead>
          <tr>
            {Object.entries(columns).map(([name, title]) => (
              <th key={name} scope="col" className={`refer-col-${name}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.application_id}
              className={row.application_id === at ? "refer-at" : undefined}
              onClick={() => void navigate(`/referrals/${row.application_id}`)}
            >
              <td><Who row={row} /></td>
              <td><AskedFor row={row} /></td>
              <td><WaitsFor row={row} /></td>
              <td><Since row={row} /></td>
              <td><AnswerBy row={row} /></td>
              <td><MachineSaid row={row} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
