import { Panel } from "../../shell";
import { useText, useWords, type Text } from "../../words";
import type { Day } from "../bodies";
import { percent } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const SHOWN = 8;

/** Which reasons stand in how many decisions. */
export function ReasonsPanel({ latest, names }: { latest: Day; names: Record<string, Text> }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Panel title={w.reasons} flush>
      <p className="soft watch-pad">{w.reasonsAbout}</p>
      <PlainTable
        head={[w.reason, w.share]}
        rows={latest.reasons.slice(0, SHOWN).map((one) => [say(names[one.code]) || one.code, percent(one.share.share)])}
      />
    </Panel>
  );
}
