import { Link } from "react-router";
import { count, Money, percent, When } from "../../plain";
import { Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Trial } from "../bodies";
import { words } from "../words";

/** What is tried, from when to when, how far it may go, and who let it. */
export function Facts({ trial }: { trial: Trial }) {
  const w = useWords(words);
  return (
    <Panel>
      <dl className="trial-facts">
        <div><dt>{w.days}</dt><dd>{said(w.until, { from: trial.starts_on ?? "", to: trial.ends_on ?? "" })}</dd></div>
        <div>
          <dt>{w.tables}</dt>
          <dd>
            {trial.tables.map((it) => <Link key={it} to={`/rules/${it}`}><code>{it}</code></Link>)}
            {trial.has_model && (trial.content?.model ? <Link to="/models"><code>{trial.content.model.slice(0, 12)}</code></Link> : w.model)}
          </dd>
        </div>
        {trial.share !== null && <div><dt>{w.share}</dt><dd>{percent(trial.share, 0)}</dd></div>}
        {trial.most_limit_fen !== null && <div><dt>{w.mostLimit}</dt><dd><Money fen={trial.most_limit_fen} short /></dd></div>}
        <div><dt>{w.decisions}</dt><dd>{count(trial.decisions)}</dd></div>
        <div><dt>{w.submittedBy}</dt><dd>{trial.submitted_by}</dd></div>
        <div><dt>{w.approvedBy}</dt><dd>{trial.approved_by} <span className="soft"><When at={trial.approved_at} /></span></dd></div>
        {trial.stopped_by && (
          <div>
            <dt>{w.stoppedBy}</dt>
            <dd>{trial.stopped_by} <span className="soft"><When at={trial.stopped_at} /></span> <span data-as-written>{trial.stopped_why}</span></dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
