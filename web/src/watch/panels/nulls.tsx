import { Panel } from "../../shell";
import { useText, useWords } from "../../words";
import type { Day, Watch } from "../bodies";
import { percent } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const SHOWN = 8;

/** Which figures are unknown more or less often than they were. */
export function NullsPanel({ body, latest }: { body: Watch; latest: Day }) {
  const w = useWords(words);
  const say = useText();
  const now = ([hits, n]: [number, number]) => (n ? hits / n : 0);
  const order = [...latest.nulls].sort((one, other) => change(other) - change(one));
  function change(one: Day["nulls"][number]) {
    return Math.abs(now(one.window) - (one.usual ?? 0));
  }
  return (
    <Panel title={w.gone} flush>
      <div className="scroll">
        {order.length ? (
          <PlainTable
            head={[w.figure, w.usual, w.now]}
            rows={order.slice(0, SHOWN).map((one) => [say(body.names[one.about]) || one.about, percent(one.usual), percent(now(one.window))])}
          />
        ) : (
          <p className="soft watch-pad">{w.noGone}</p>
        )}
      </div>
    </Panel>
  );
}
