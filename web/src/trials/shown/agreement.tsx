import { count, outcomes } from "../../plain";
import { useText, useWords } from "../../words";
import { words } from "./words";

const ORDER = ["approve", "refer", "decline"] as const;

/** How outcomes meet: what is in force down, what is tried across. The diagonal is agreement. */
export function Agreement({ table }: { table: Record<string, number> }) {
  const w = useWords(words);
  const say = useText();
  const most = Math.max(1, ...Object.values(table));
  return (
    <table className="agreement">
      <caption className="soft">{w.nowDown}</caption>
      <thead>
        <tr>
          <td />
          {ORDER.map((it) => <th key={it} scope="col">{say(outcomes[it])}</th>)}
        </tr>
      </thead>
      <tbody>
        {ORDER.map((one) => (
          <tr key={one}>
            <th scope="row">{say(outcomes[one])}</th>
            {ORDER.map((other) => {
              const n = table[`${one}→${other}`] ?? 0;
              return (
                <td key={other} className={one === other ? "is-same" : n > 0 ? "is-other" : undefined} style={{ "--part": n / most } as React.CSSProperties}>
                  {count(n)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
