import { Money } from "../../plain";
import { Empty, Panel } from "../../shell";
import { useText, useWords } from "../../words";
import type { Bucket } from "../bodies";
import { words } from "../words";

/** Who is late, by how late; a bar shows each bucket's share of what is owed. */
export function Arrears({ buckets }: { buckets: Bucket[] }) {
  const w = useWords(words);
  const owed = buckets.reduce((all, one) => all + one.owed_fen, 0);
  if (buckets.every((one) => one.loans === 0))
    return (
      <Panel title={w.arrears} className="overview-arrears" flush>
        <Empty title={w.noLoans} />
      </Panel>
    );
  return (
    <Panel title={w.arrears} className="overview-arrears" flush>
      <table className="plain">
        <thead>
          <tr>
            <th>{w.bucket}</th>
            <th className="num">{w.loans}</th>
            <th className="num">{w.owed}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((one) => (
            <BucketRow key={one.bucket} bucket={one} share={owed ? one.owed_fen / owed : 0} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function BucketRow({ bucket, share }: { bucket: Bucket; share: number }) {
  const say = useText();
  return (
    <tr>
      <th scope="row">
        {say(bucket.name)}
        <span className="share" aria-hidden="true" style={{ width: `${Math.round(share * 100)}%` }} />
      </th>
      <td className="num">{bucket.loans}</td>
      <td className="num"><Money fen={bucket.owed_fen} short /></td>
    </tr>
  );
}
