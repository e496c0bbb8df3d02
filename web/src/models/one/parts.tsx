import { Panel } from "../../shell";
import { useText, useWords } from "../../words";
import type { Part } from "../bodies";
import { words } from "../words";
import { percent } from "./figures";

const SHOWN = 12;

/** What the score adds up from, the weightiest first. */
export function Parts({ parts }: { parts: Part[] }) {
  const w = useWords(words);
  const say = useText();
  const most = Math.max(0.001, ...parts.map((it) => it.share));
  return (
    <Panel title={w.parts}>
      <p className="soft">{w.partsAbout}</p>
      <ul className="parts">
        {parts.slice(0, SHOWN).map((it) => (
          <li key={it.name}>
            <span>
              {say(it.title)}
              {!it.is_told && <span className="soft"> · {w.untold}</span>}
            </span>
            <span className="soft">{w.direction[it.direction]}</span>
            <span className="num">{percent(it.share)}</span>
            <i style={{ width: `${(it.share / most) * 100}%` }} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
