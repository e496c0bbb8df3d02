import { ToneTag } from "../../plain";
import { Panel } from "../../shell";
import { useText, useWords } from "../../words";
import type { Trouble } from "../bodies";
import { words } from "../words";

/** What goes wrong and is not anybody's case: messages that do not leave, breaks with a partner. */
export function Troubles({ troubles }: { troubles: Trouble[] }) {
  const w = useWords(words);
  const say = useText();
  const open = troubles.filter((one) => one.count > 0);
  return (
    <Panel title={w.troubles} className="overview-troubles">
      {open.length === 0 ? (
        <ToneTag tone="good">{w.noTroubles}</ToneTag>
      ) : (
        <ul className="troubles">
          {open.map((one) => (
            <li key={one.kind}>
              <ToneTag tone="bad">{one.count}</ToneTag> {say(one.what)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
