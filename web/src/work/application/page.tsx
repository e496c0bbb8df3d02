import { Button } from "antd";
import { lazy, Suspense } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useAsk } from "../../api";
import { Failed, Refusal, useKeysSaid, Waiting } from "../../shell";
import { useWords } from "../../words";
import { WhoCard } from "../../identify/who/card";
import { caseFile } from "../desk";
import { useKeys } from "../keys";
import { KEPT, keepPlace, nextTo, place } from "../queue/place";
import { Assignment, AssignmentRefused, useAssigning } from "./assignment";
import type { CaseFile } from "./bodies";
import { Decision } from "./decision";
import { Evidence } from "./evidence";
import { Institution } from "./institution";
import { Navigation, nextSection, showSection } from "./navigation";
import { NOTE_BOX, Notes } from "./notes";
import { Offers } from "./offers";
import { Parties } from "./parties";
import { Section } from "./section";
import { Summary } from "./summary";
import { Timeline } from "./timeline";
import { words } from "./words";
import "./application.css";

const Relations = lazy(() => import("../../relations/relations"));

/** One application, everything on one page. */
export default function Application() {
  const { id = "" } = useParams();
  const say = useWords(words);
  const asked = useAsk(["work", "case", id], () => caseFile(id), { everySeconds: 60 });
  const file = asked.data;
  const assigning = useAssigning(file, asked.again);
  useWays(id, assigning.take);
  useKeysSaid(say.keys);
  if (!file && asked.problem) return <Failed problem={asked.problem} again={asked.again} />;
  if (!file) return <Reading />;
  return (
    <div className="case" key={id}>
      <Summary file={file}>
        <Assignment file={file} assigning={assigning} />
        <Verdict file={file} />
      </Summary>
      <AssignmentRefused assigning={assigning} />
      <Refusal problem={asked.problem} action={<Button size="small" onClick={asked.again}>{say.assignment.again}</Button>} />
      <Navigation row={file.row} counts={{ offers: file.offers.length, notes: file.notes.length, evidence: file.evidence.length }} />
      <div className="case-columns">
        <div className="case-main">
          <Decision file={file} />
          <Parties file={file} />
          <WhoCard applicationId={id} />
          <Offers file={file} />
          <Evidence file={file} />
          <Section
            name="relations"
            title={say.sections.relations}
            extra={<Link to={`/work/${id}/relations`}>{say.relations.open}</Link>}
            flush
          >
            <Suspense fallback={<Waiting rows={8} height={520} />}>
              <Relations applicationId={id} />
            </Suspense>
          </Section>
          <Institution file={file} />
        </div>
        <aside className="case-rail" aria-label={`${say.sections.notes}, ${say.sections.timeline}`}>
          <Notes file={file} />
          <Timeline moments={file.timeline} />
        </aside>
      </div>
    </div>
  );
}

/** The keys of the page. */
function useWays(id: string, take: () => void): void {
  const navigate = useNavigate();
  const go = (by: 1 | -1) => {
    const to = nextTo(id, by);
    if (!to) return;
    keepPlace({ at: to });
    void navigate(`/work/${to}`, { replace: true });
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    u: () => void navigate(`/work?${place().address}`, { state: KEPT }),
    a: take,
    n: () => document.getElementById(NOTE_BOX)?.focus(),
    s: () => showSection(nextSection()),
  });
}

function Verdict({ file }: { file: CaseFile }) {
  const say = useWords(words).summary;
  if (!file.may.verdict && !file.referral) return null;
  return (
    <Link to={`/referrals/${file.row.application_id}`} className={file.may.verdict ? "case-verdict" : "case-verdict case-verdict-quiet"}>
      {file.may.verdict ? say.goVerdict : say.goReferral}
    </Link>
  );
}

/** The shape of the page while it is read, so that nothing moves when it comes. */
function Reading() {
  return (
    <div className="case">
      <div className="panel case-summary">
        <Waiting rows={5} height={232} />
      </div>
      <div className="case-nav" />
      <div className="case-columns">
        <div className="case-main">
          <div className="panel">
            <Waiting rows={10} height={480} />
          </div>
        </div>
        <aside className="case-rail">
          <div className="panel">
            <Waiting rows={6} height={300} />
          </div>
        </aside>
      </div>
    </div>
  );
}
