import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { call, useDo } from "../../api";
import { BandTag, count, Money, OutcomeTag, Rate } from "../../plain";
import { Empty, Panel, Refusal, useMay } from "../../shell";
import { said, useWords } from "../../words";
import type { Decided, Preview } from "../bodies";
import { Flow } from "./flow";
import { words } from "./words";
import "./reviewing.css";

const AT_MOST = 200;
const SHOWN = 60;

/** Past applications decided again with the draft: who would come out otherwise, and by how much. */
export function PreviewPanel({ name }: { name: string }) {
  const w = useWords(words);
  const tried = useDo<number, Preview>((at_most, key) => call("POST", `/api/v1/policies/${name}/draft/preview`, { at_most }, key));
  const [found, setFound] = useState<Preview | null>(null);
  const start = async () => setFound(await tried.run(AT_MOST));
  return (
    <Panel
      title={w.preview}
      extra={
        <Button type={found ? "default" : "primary"} loading={tried.isRunning} onClick={() => void start()}>
          {found ? w.again : said(w.tryIt, { n: AT_MOST })}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{w.previewWhy}</p>
        <Refusal problem={tried.problem} />
        {found && <Found found={found} />}
      </div>
    </Panel>
  );
}

function Found({ found }: { found: Preview }) {
  const w = useWords(words);
  if (found.tried === 0) return <Empty title={w.nothingTried} />;
  const moved = found.flips.filter((it) => it.before.outcome !== it.after.outcome).length;
  return (
    <>
      <dl className="tiles">
        <div><dt>{w.tried}</dt><dd>{count(found.tried)}</dd></div>
        <div><dt>{w.same}</dt><dd>{count(found.same)}</dd></div>
        <div><dt>{w.flips}</dt><dd>{count(found.flips.length)}</dd></div>
        <div><dt>{w.outcomeFlips}</dt><dd>{count(moved)}</dd></div>
        <div><dt>{w.limitChange}</dt><dd><Money fen={found.limit_change_fen} short /></dd></div>
        {found.erased > 0 && <div><dt>{w.erased}</dt><dd>{count(found.erased)}</dd></div>}
      </dl>
      <Flow table={found.table} />
      {found.flips.length === 0 ? <p>{w.noFlips}</p> : <Flips found={found} />}
    </>
  );
}

function Flips({ found }: { found: Preview }) {
  const w = useWords(words);
  const mayOpen = useMay()("desk.read");
  const shown = found.flips.slice(0, SHOWN);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={w.flips}>
      {found.flips.length > SHOWN && <p className="soft">{said(w.shownOf, { n: SHOWN })}</p>}
      <table className="flips">
        <thead>
          <tr>
            <th scope="col">{w.application}</th>
            <th scope="col">{w.outcome}</th>
            <th scope="col">{w.limit}</th>
            <th scope="col">{w.rate}</th>
            <th scope="col">{w.band}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((it) => (
            <tr key={it.application_id}>
              <th scope="row">
                {mayOpen ? <Link to={`/work/${it.application_id}`}><code>{it.application_id.slice(-8)}</code></Link> : <code>{it.application_id.slice(-8)}</code>}
              </th>
              <Pair one={it} of={(d) => <OutcomeTag outcome={d.outcome} />} same={it.before.outcome === it.after.outcome} />
              <Pair one={it} of={(d) => <Money fen={d.limit_fen} short />} same={it.before.limit_fen === it.after.limit_fen} />
              <Pair one={it} of={(d) => <Rate rate={d.annual_rate} />} same={it.before.annual_rate === it.after.annual_rate} />
              <Pair one={it} of={(d) => <BandTag band={d.band} />} same={it.before.band === it.after.band} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pair({ one, of, same }: { one: { before: Decided; after: Decided }; of: (side: Decided) => React.ReactNode; same: boolean }) {
  if (same) return <td className="soft">{of(one.after)}</td>;
  return (
    <td>
      {of(one.before)} <span className="diff-arrow" aria-hidden="true">→</span> {of(one.after)}
    </td>
  );
}
