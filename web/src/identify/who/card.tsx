import { Button } from "antd";
import { useAsk, useDo } from "../../api";
import { percent, ToneTag, When } from "../../plain";
import { Panel, Refusal, Shown, useMay } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Known } from "../bodies";
import { infer, knownOf } from "../calls";
import "../identify.css";
import { words } from "./words";

/** What is inferred of the owner, from which sources, what they say themselves, and that it sets nothing. */
export function WhoCard({ applicationId }: { applicationId: string }) {
  const w = useWords(words);
  const may = useMay();
  const asked = useAsk(["identify", "owner", applicationId], () => knownOf(applicationId), { isReady: may("identify.known") });
  const inferring = useDo((id: string, key) => infer(id, key), { refresh: [["identify", "owner", applicationId]] });
  if (!may("identify.known")) return null;
  const act = may("identify.infer") && (
    <Button size="small" loading={inferring.isRunning} onClick={() => void inferring.run(applicationId)}>{asked.data?.inferred ? w.again : w.look}</Button>
  );
  return (
    <Panel title={w.title} extra={act} className="who">
      <Refusal problem={inferring.problem} />
      <Shown asked={asked} height={96}>{(known) => <Told known={known} />}</Shown>
    </Panel>
  );
}

function Told({ known }: { known: Known }) {
  const w = useWords(words);
  const text = useText();
  return (
    <>
      {known.own_word && <OwnWord known={known} />}
      {known.inferred ? <Inferred known={known} /> : !known.own_word && <p className="soft">{w.none}</p>}
      <p className="soft identify-small">{text(known.sets_nothing)}</p>
    </>
  );
}

function OwnWord({ known }: { known: Known }) {
  const w = useWords(words);
  const text = useText();
  const word = known.own_word;
  if (!word) return null;
  return (
    <div className="who-own">
      <p><b>{w.own}</b> <ToneTag tone="good">{word.runs_business ? said(w.ownRuns, { kind: text(word.kind_name) }) : w.ownNot}</ToneTag> {word.trade && <code>{word.trade}</code>} <span className="soft"><When at={word.at} near />{!word.by_themselves && ` · ${w.byStaff}`}</span></p>
      {word.note && <p data-as-written>{word.note}</p>}
      <p className="soft identify-small">{w.holds}</p>
    </div>
  );
}

function Inferred({ known }: { known: Known }) {
  const w = useWords(words);
  const text = useText();
  const it = known.inferred;
  if (!it) return null;
  return (
    <div className={known.own_word ? "who-not-used" : undefined}>
      <p>
        <ToneTag tone={known.own_word ? "still" : it.runs_business ? "good" : "still"}>{it.runs_business ? said(w.runs, { kind: text(it.kind_name) }) : w.runsNot}</ToneTag>{" "}
        <span>{w.chance} <b className="figure">{percent(it.probability, 0)}</b></span>
        {known.own_word && <span className="soft"> {w.not}</span>}
      </p>
      <dl className="who-facts">
        <div><dt>{w.from}</dt><dd>{it.sources.map((one) => text(one.name)).join("、")}</dd></div>
        <div><dt>{w.at}</dt><dd><When at={it.at} near /></dd></div>
        {it.reasons.length > 0 && <div><dt>{w.why}</dt><dd><ul>{it.reasons.map((one, at) => <li key={at}>{text(one)}</li>)}</ul></dd></div>}
        {it.question && <div><dt>{w.ask}</dt><dd>{text(it.question)}</dd></div>}
      </dl>
    </div>
  );
}
