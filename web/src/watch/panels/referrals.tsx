import { Panel } from "../../shell";
import { useText, useWords, type Text } from "../../words";
import type { Day } from "../bodies";
import { percent, percents } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

/** How often a person then declined what was referred for a reason. */
export function ReferralsPanel({ latest, names }: { latest: Day; names: Record<string, Text> }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Panel title={w.referrals} flush>
      <p className="soft watch-pad">{latest.referrals.length ? w.referralsAbout : w.referralsNone}</p>
      {latest.referrals.length > 0 && (
        <PlainTable
          head={[w.reason, w.closed, w.declinedShare, w.interval]}
          rows={latest.referrals.map((one) => [say(names[one.code]) || one.code, one.hits.n, percent(one.hits.share, 0), percents(one.hits.low, one.hits.high)])}
        />
      )}
    </Panel>
  );
}
