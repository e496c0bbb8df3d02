import { said, useWords } from "../../words";
import type { Group } from "../bodies";
import { words } from "../words";
import { percent } from "./figures";

/** The groups as figures. */
export function GroupsTable({ groups }: { groups: Group[] }) {
  const w = useWords(words);
  return (
    <table className="plain">
      <thead>
        <tr>
          <th />
          {[w.rows, w.said, w.happened].map((it) => <th key={it} className="num">{it}</th>)}
        </tr>
      </thead>
      <tbody>
        {groups.map((it, place) => (
          <tr key={place}>
            <td>{said(w.group, { n: place + 1 })}</td>
            <td className="num">{it.rows}</td>
            <td className="num">{percent(it.said)}</td>
            <td className="num">{percent(it.happened)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
