import { App, Button, Input } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { day } from "../../plain";
import { DayField } from "../../rules/publishing/day_field";
import { Panel, Refusal, useMay } from "../../shell";
import { useWords } from "../../words";
import type { Model } from "../bodies";
import { crown, MODELS_KEY, USES_KEY, withdraw } from "../calls";
import { words } from "../words";
import { Moving } from "./moving";

/** What may be done with an approved model: propose that it rates, or stop it. */
export function Using({ model }: { model: Model }) {
  const may = useMay();
  const isLive = model.state === "approved" || model.state === "champion";
  return (
    <div className="card-grid">
      {isLive && may("model.register") && <Crown model={model} />}
      {isLive && may("model.register") && <Moving model={model} />}
      {isLive && may("model.withdraw") && <Withdraw model={model} />}
    </div>
  );
}

function Crown({ model }: { model: Model }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const today = day(new Date().toISOString());
  const [about, setAbout] = useState({ product: model.product, effective_from: today, note: "" });
  const doing = useDo(crown, { refresh: [MODELS_KEY, USES_KEY] });
  const propose = async (model_id: string | null) => {
    if (await doing.run({ ...about, product: about.product.trim(), note: about.note.trim(), model_id })) void message.success(w.proposed);
  };
  return (
    <Panel title={w.use}>
      <div className="register">
        <p className="soft">{w.useAbout}</p>
        <label>
          {w.forProduct}
          <Input value={about.product} maxLength={64} disabled={model.product !== ""} onChange={(event) => setAbout({ ...about, product: event.target.value })} />
        </label>
        <label>
          {w.from}
          <DayField first={today} value={about.effective_from} onChange={(effective_from) => setAbout({ ...about, effective_from })} />
        </label>
        <label>
          {w.note}
          <Input value={about.note} maxLength={1000} onChange={(event) => setAbout({ ...about, note: event.target.value })} />
        </label>
        <Refusal problem={doing.problem} />
        <div className="settle-acts">
          <Button type="primary" loading={doing.isRunning} onClick={() => void propose(model.id)}>{w.propose}</Button>
          {model.state === "champion" && <Button onClick={() => void propose(null)}>{w.useJudgement}</Button>}
        </div>
      </div>
    </Panel>
  );
}

function Withdraw({ model }: { model: Model }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [why, setWhy] = useState("");
  const [isMissing, setMissing] = useState(false);
  const doing = useDo(withdraw, { refresh: [MODELS_KEY, USES_KEY] });
  const stop = async () => {
    if (!why.trim()) return setMissing(true);
    if (await doing.run({ id: model.id, why: why.trim() })) void message.success(w.withdrawn);
  };
  return (
    <Panel title={w.withdraw}>
      <div className="register">
        <p className="soft">{w.withdrawAbout}</p>
        <label>
          {w.why}
          <Input
            value={why}
            maxLength={1000}
            status={isMissing ? "error" : undefined}
            aria-invalid={isMissing}
            onChange={(event) => {
              setMissing(false);
              setWhy(event.target.value);
            }}
          />
        </label>
        {isMissing && <p className="late" role="alert">{w.needWhy}</p>}
        <Refusal problem={doing.problem} />
        <div className="settle-acts">
          <Button danger loading={doing.isRunning} onClick={() => void stop()}>{w.withdraw}</Button>
        </div>
      </div>
    </Panel>
  );
}
