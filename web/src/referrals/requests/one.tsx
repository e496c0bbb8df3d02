import { Link, useParams } from "react-router";
import { useAsk } from "../../api";
import { Due, Money, OutcomeTag, ToneTag, When } from "../../plain";
import { PageHead, Panel, Shown, useMay } from "../../shell";
import { useLanguage, useText, useWords } from "../../words";
import type { AskedOpened } from "../bodies";
import { requestOf, toldOf } from "../calls";
import "../referrals.css";
import { AnswerForm } from "./answer_form";
import { words } from "./words";

/** One request: the borrower's words, and the answer. */
export default function OneRequest() {
  const { id = "" } = useParams();
  const found = useAsk(["request", id], () => requestOf(id));
  return (
    <Shown asked={found} height={520}>
      {(asked) => <Opened asked={asked} again={found.again} />}
    </Shown>
  );
}

function Opened({ asked, again }: { asked: AskedOpened; again: () => void }) {
  const w = useWords(words);
  const may = useMay();
  return (
    <>
      <PageHead
        title={w.kinds[asked.kind]}
        about={<>{w.askedAt} <When at={asked.asked_at} />{!asked.answered_at && <> · {w.dueAt} <Due at={asked.due_at} /></>}</>}
      >
        <Link to="/requests">{w.back}</Link>
        {asked.application_id && may("desk.read") && <Link to={`/work/${asked.application_id}`}>{w.whole}</Link>}
      </PageHead>
      <div className="request">
        <Panel title={w.words}>
          {asked.words ? <p className="request-words" data-as-written>{asked.words}</p> : <p className="soft">{w.noWords}</p>}
        </Panel>
        {may("decision.read") && <Told decision={asked.decision_id} />}
        {asked.answered_at ? <Answered asked={asked} /> : <Waits asked={asked} again={again} />}
      </div>
    </>
  );
}

/** What the answer is about: outcome, limit and reasons as they stand on the borrower's page. */
function Told({ decision }: { decision: string }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const found = useAsk(["told", decision, language], () => toldOf(decision, language));
  return (
    <Panel title={w.told} extra={found.data && <OutcomeTag outcome={found.data.outcome} />}>
      <Shown asked={found} height={72}>
        {(told) => (
          <>
            {told.limit_fen > 0 && <p>{w.limit} <Money fen={told.limit_fen} /></p>}
            <ol className="review-told">
              {told.reasons.map((it) => (
                <li key={it}>{it}</li>
              ))}
            </ol>
          </>
        )}
      </Shown>
    </Panel>
  );
}

function Answered({ asked }: { asked: AskedOpened }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Panel title={w.answer} extra={asked.result && <ToneTag tone="good">{w.results[asked.result]}</ToneTag>}>
      <p className="request-words" data-as-written>{asked.answer && say(asked.answer)}</p>
      <p className="soft">{asked.by?.login ?? w.someone} · <When at={asked.answered_at} /></p>
    </Panel>
  );
}

function Waits({ asked, again }: { asked: AskedOpened; again: () => void }) {
  const w = useWords(words);
  const may = useMay();
  return (
    <Panel title={w.answer} extra={<span className="soft">{w.answerTo}</span>}>
      {asked.kind === "person" && (
        <p className="request-first">
          {w.personFirst} {may("referral.read") && <Link to={`/referrals/${asked.application_id}`}>{w.review}</Link>}
        </p>
      )}
      {may("request.answer") ? <AnswerForm asked={asked} again={again} /> : <p className="soft">{w.readOnly}</p>}
    </Panel>
  );
}
