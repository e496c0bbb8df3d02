import { Link, useParams } from "react-router";
import { useAsk } from "../../api";
import { PageHead, Panel, Shown } from "../../shell";
import { useText, useWords, type Text } from "../../words";
import type { Model } from "../bodies";
import { modelKey, modelOf, settle } from "../calls";
import "../models.css";
import { Settle } from "../settle";
import { StateTag } from "../tags";
import { words } from "../words";
import { Calibration } from "./calibration";
import { Facts } from "./facts";
import { Groups } from "./groups";
import { History } from "./history";
import { Parts } from "./parts";
import { Using } from "./using";

/** One model: its card in pictures, its history, and what may be done with it. */
export default function ModelPage() {
  const { id = "" } = useParams();
  const model = useAsk(modelKey(id), () => modelOf(id));
  return (
    <Shown asked={model} height={720}>
      {(it) => <Whole model={it} />}
    </Shown>
  );
}

function Whole({ model }: { model: Model }) {
  const w = useWords(words);
  const say = useText();
  return (
    <>
      <PageHead title={say(model.title) || model.name} about={<StateTag line={model} />}>
        <Link to="/models">{w.back}</Link>
      </PageHead>
      {model.grade === "opaque" && <p role="note" className="late">{w.opaqueNote}</p>}
      {model.state === "waiting" && (
        <Panel title={w.decide}>
          <Settle id={model.id} may={model.may_settle} act={settle} done={w.approvedModel} />
        </Panel>
      )}
      <div className="card-grid">
        <Facts model={model} />
        <Calibration groups={model.calibration} />
        <Parts parts={model.parts} />
        <Groups groups={model.calibration} />
        <Told title={w.warnings} said={model.warnings} />
        <Told title={w.limits} said={model.limits} />
        <Told title={w.forbidden} said={model.forbidden} />
        <History model={model} />
      </div>
      <Using model={model} />
    </>
  );
}

function Told({ title, said: sentences }: { title: string; said: Text[] }) {
  const say = useText();
  if (sentences.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className="told">
        {sentences.map((it) => <li key={it.zh}>{say(it)}</li>)}
      </ul>
    </Panel>
  );
}
