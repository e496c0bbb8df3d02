import { BandTag, LimitPath, limitPathWords, OutcomeTag, percent, type LimitPathOf } from "../../plain";
import { Panel } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Machine, Measure } from "../bodies";
import { words } from "./words";

/** Rules that spoke, the figures behind the limit, and what moved the score. */
export function MachineSaw({ machine, path }: { machine: Machine; path: LimitPathOf | null }) {
  const w = useWords(words);
  const say = useText();
  const ways = useWords(limitPathWords);
  const spoke = machine.rows.filter((it) => it.outcome && it.outcome !== "approve");
  return (
    <Panel
      className="review-machine"
      title={w.machine}
      extra={
        <span className="refer-tags">
          <OutcomeTag outcome={machine.outcome} />
          <BandTag band={machine.band} />
          {machine.probability !== null && <span className="soft figure">PD {percent(machine.probability, 1)}</span>}
        </span>
      }
    >
      <h3>{w.rows}</h3>
      {spoke.length === 0 && <p className="soft">{w.noRows}</p>}
      <ul className="review-rows">
        {spoke.map((it) => (
          <li key={`${it.step}.${it.row_id}`}>
            <span className="review-step">{w.steps[it.step] ?? it.step}</span>
            <span>
              {say(it.description)} <code>{it.row_id}</code>
            </span>
            <OutcomeTag outcome={it.outcome} />
          </li>
        ))}
      </ul>
      {spoke.some((it) => it.step === "fraud") && <p className="soft review-inside">{w.inside}</p>}
      {machine.reasons.length > 0 && (
        <>
          <h3>{w.told}</h3>
          <ul className="review-told">
            {machine.reasons.map((it) => (
              <li key={it.en}>{say(it)}</li>
            ))}
          </ul>
        </>
      )}
      {path && (
        <>
          <h3>{ways.title}</h3>
          <LimitPath path={path} />
        </>
      )}
      <Figures title={w.figures} measures={machine.measures} />
      <Figures title={w.scores} measures={machine.scores} />
    </Panel>
  );
}

function Figures({ title, measures }: { title: string; measures: Measure[] }) {
  const w = useWords(words);
  const say = useText();
  if (measures.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl className="review-figures">
        {measures.map((it) => (
          <div key={it.name}>
            <dt>{say(it.label)}</dt>
            <dd className="figure">
              {say(it.value)}
              {it.points !== null && <span className="soft"> {said(w.points, { n: it.points > 0 ? `+${it.points}` : `−${-it.points}` })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
