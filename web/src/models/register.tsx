import { App, Button, Input, Radio } from "antd";
import { useRef, useState } from "react";
import { useDo } from "../api";
import { day } from "../plain";
import { DayField } from "../rules/publishing/day_field";
import { Panel, Refusal } from "../shell";
import { said, useWords } from "../words";
import { MODELS_KEY, register } from "./calls";
import { words } from "./words";

const YEAR_MS = 365 * 86_400_000;
const NEW = () => ({ product: "", expires_on: day(new Date(Date.now() + YEAR_MS).toISOString()), fallback: "refer" as "refer" | "judgement", note: "" });

/** Handing a model in: its files, until when, and what happens where a source is missing. */
export function Register({ onClose }: { onClose: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [about, setAbout] = useState(NEW);
  const [isMissing, setMissing] = useState(false);
  const doing = useDo(register, { refresh: [MODELS_KEY] });
  const send = async () => {
    if (files.length === 0) return setMissing(true);
    if (await doing.run({ files, ...about, product: about.product.trim(), note: about.note.trim() })) {
      void message.success(w.registered);
      onClose();
    }
  };
  return (
    <Panel title={w.register}>
      <div className="register">
        <div>
          <p className="soft">{w.filesAbout}</p>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={w.files}
            onChange={(event) => {
              setMissing(false);
              setFiles([...(event.target.files ?? [])]);
            }}
          />
          <Button onClick={() => chooser.current?.click()}>{w.choose}</Button>{" "}
          {files.length > 0 && <span>{said(w.chosen, { n: files.length })} <code>{files.map((it) => it.name).join(" ")}</code></span>}
          {isMissing && <p className="late" role="alert">{w.needFiles}</p>}
        </div>
        <label>
          {w.expiresOn}
          <DayField first={day(new Date().toISOString())} value={about.expires_on} onChange={(expires_on) => setAbout({ ...about, expires_on })} />
        </label>
        <label>
          {w.forProduct}
          <Input value={about.product} maxLength={64} onChange={(event) => setAbout({ ...about, product: event.target.value })} />
        </label>
        <fieldset>
          <legend>{w.fallback}</legend>
          <Radio.Group
            value={about.fallback}
            onChange={(event) => setAbout({ ...about, fallback: event.target.value as "refer" | "judgement" })}
            options={[{ value: "refer", label: w.refer }, { value: "judgement", label: w.judgementRates }]}
          />
        </fieldset>
        <label>
          {w.note}
          <Input.TextArea rows={2} maxLength={1000} value={about.note} onChange={(event) => setAbout({ ...about, note: event.target.value })} />
        </label>
        <Refusal problem={doing.problem} />
        <div className="settle-acts">
          <Button type="primary" loading={doing.isRunning} onClick={() => void send()}>{w.handIn}</Button>
          <Button onClick={onClose}>{w.cancel}</Button>
        </div>
      </div>
    </Panel>
  );
}
