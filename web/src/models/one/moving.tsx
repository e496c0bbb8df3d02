import { App, Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { day } from "../../plain";
import { DayField } from "../../rules/publishing/day_field";
import { Panel, Refusal } from "../../shell";
import { useWords } from "../../words";
import type { Model } from "../bodies";
import { MODELS_KEY, recalibrate, USES_KEY } from "../calls";
import { words } from "../words";

/** A product's own shift and slope, proposed for another person. */
export function Moving({ model }: { model: Model }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const today = day(new Date().toISOString());
  const [about, setAbout] = useState({ product: model.product, shift: 0, slope: 1, effective_from: today, note: "" });
  const doing = useDo(recalibrate, { refresh: [MODELS_KEY, USES_KEY] });
  const propose = async () => {
    if (await doing.run({ ...about, product: about.product.trim(), note: about.note.trim(), model_id: model.id })) void message.success(w.proposed);
  };
  return (
    <Panel title={w.move}>
      <div className="register">
        <p className="soft">{w.moveAbout}</p>
        <label>
          {w.forProduct}
          <Input value={about.product} maxLength={64} disabled={model.product !== ""} onChange={(event) => setAbout({ ...about, product: event.target.value })} />
        </label>
        <label>
          {w.shift}
          <InputNumber controls={false} value={about.shift} min={-3} max={3} step={0.05} onChange={(shift) => setAbout({ ...about, shift: shift ?? 0 })} />
        </label>
        <label>
          {w.slope}
          <InputNumber controls={false} value={about.slope} min={0.3} max={2} step={0.05} onChange={(slope) => setAbout({ ...about, slope: slope ?? 1 })} />
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
          <Button loading={doing.isRunning} onClick={() => void propose()}>{w.proposeMove}</Button>
        </div>
      </div>
    </Panel>
  );
}
