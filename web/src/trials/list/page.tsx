import { Button } from "antd";
import { Link } from "react-router";
import { useAsk } from "../../api";
import { count, percent } from "../../plain";
import { Empty, PageHead, Panel, Shown, useMay } from "../../shell";
import { said, useWords } from "../../words";
import { DraftTag } from "../../rules/publishing/standing";
import type { TrialLine } from "../bodies";
import { listed } from "../calls";
import { KindTag, StateTag } from "../tags";
import { words } from "../words";
import "../trials.css";

const EVERY_SECONDS = 30;

/** Every trial: shadows and challenges, what runs first. */
export default function TrialsList() {
  const w = useWords(words);
  const may = useMay();
  const trials = useAsk(["trials"], listed, { keep: true, everySeconds: EVERY_SECONDS });
  return (
    <>
      <PageHead title={w.title} about={w.about}>
        {may("decision.what_if") && <Link to="/trials/flips"><Button>{w.flips}</Button></Link>}
        {may("trial.edit") && <Link to="/trials/new"><Button type="primary">{w.make}</Button></Link>}
      </PageHead>
      <Panel flush>
        <Shown asked={trials} height={320} isEmpty={(it) => it.length === 0} empty={<Empty title={w.none} height={200}>{w.noneWhy}</Empty>}>
          {(lines) => (
            <ul className="trials">
              {lines.map((it) => <Line key={it.name} line={it} />)}
            </ul>
          )}
        </Shown>
      </Panel>
    </>
  );
}

function Line({ line }: { line: TrialLine }) {
  const w = useWords(words);
  return (
    <li>
      <div className="trial-name">
        <Link to={`/trials/${line.name}`}>{line.name}</Link>
        <span className="trial-tags">
          <KindTag kind={line.kind} /> <StateTag state={line.state} /> {line.draft && <DraftTag draft={line.draft} />}
        </span>
      </div>
      <p className="trial-purpose" data-as-written>{line.purpose}</p>
      <p className="trial-days soft">
        {line.starts_on && line.ends_on && said(w.until, { from: line.starts_on, to: line.ends_on })}
        {line.share !== null && <> · {w.share} {percent(line.share, 0)}</>}
      </p>
      <p className="trial-who soft">
        {line.approved_by ? <>{w.submittedBy} {line.submitted_by} · {w.approvedBy} {line.approved_by}</> : w.notYet}
      </p>
      <p className="trial-count figure">{count(line.decisions)} <span className="soft">{w.decisions}</span></p>
    </li>
  );
}
