import { useText, useWords } from "../../words";
import type { Contribution, Decision } from "./bodies";
import { words } from "./words";

/** What each figure brought to the score: a bar to the right is good, to the left is not; the number beside it says how much. */
export function Contributions({ decision }: { decision: Decision }) {
  const say = useWords(words).decision;
  const text = useText();
  const sorted = [...decision.contributions].sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
  if (sorted.length === 0) return <p className="soft">{say.noScore}</p>;
  const most = Math.max(...sorted.map((it) => Math.abs(it.points)), 1);
  return (
    <div className="case-score">
      <p className="soft">{say.scoreWhy}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.feature}</th>
            <th scope="col" className="case-score-value">
              {say.value}
            </th>
            <th scope="col" className="case-score-effect">
              {say.effect}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((it) => (
            <tr key={it.feature}>
              <th scope="row">{text(it.label)}</th>
              <td className="figure case-score-value">{text(it.shown)}</td>
              <td className="case-score-effect">
                <Bar of={it} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say.points}</th>
            <td className="case-score-value" />
            <td className="case-score-effect figure">
              <b>{typeof decision.points === "number" ? Math.round(decision.points) : "—"}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Bar({ of, most }: { of: Contribution; most: number }) {
  const isGood = of.points >= 0;
  const width = `${(Math.abs(of.points) / most) * 50}%`;
  const place = isGood ? { left: "50%", width } : { right: "50%", width };
  return (
    <span className="case-bar">
      <span className="case-bar-room" aria-hidden>
        <span className={isGood ? "case-bar-good" : "case-bar-bad"} style={place} />
      </span>
      <span className={isGood ? "figure case-bar-number" : "figure case-bar-number late"}>
        {isGood ? "+" : "−"}
        {Math.abs(of.points).toFixed(1)}
      </span>
    </span>
  );
}
