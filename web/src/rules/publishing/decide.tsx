import { App, Button, Input } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { day } from "../../plain";
import { Panel, Refusal, useKept } from "../../shell";
import { said, useWords } from "../../words";
import type { Draft, Kept, Publication } from "./bodies";
import type { Calls } from "./calls";
import { DayField } from "./day_field";
import { words } from "./words";
import "./publishing.css";

interface Props<C> {
  draft: Draft<C>;
  calls: Calls<C>;
  may: boolean;
  onDone: () => void;
}

/** The second person: publish from a day on, or send back with a reason. Never somebody who wrote it. */
export function Decide<C>({ draft, calls, may, onDone }: Props<C>) {
  const w = useWords(words);
  if (!may) return <Panel title={w.decide}><p className="soft">{w.mayNotPublish}</p></Panel>;
  if (!draft.may_publish) return <Panel title={w.decide}><p role="note">{w.notYou}</p></Panel>;
  return <Panel title={w.decide}><Form draft={draft} calls={calls} onDone={onDone} /></Panel>;
}

function Form<C>({ draft, calls, onDone }: { draft: Draft<C>; calls: Calls<C>; onDone: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const today = day(new Date().toISOString());
  const form = useKept("decide", { effective_from: today, note: "" });
  const [isMissing, setMissing] = useState(false);
  const publish = useDo<{ effective_from: string; seen_revision: number; note: string }, Publication>(calls.publish);
  const reject = useDo<{ note: string; seen_revision: number }, Kept>(calls.reject);
  const done = (sentence: string) => {
    form.forget();
    void message.success(sentence);
    onDone();
  };
  const doPublish = async () => {
    reject.forget();
    const made = await publish.run({ ...form.value, note: form.value.note.trim(), seen_revision: draft.revision });
    if (made) done(said(w.publishedNow, { number: made.number }));
  };
  const doReject = async () => {
    publish.forget();
    if (!form.value.note.trim()) return setMissing(true);
    if (await reject.run({ note: form.value.note.trim(), seen_revision: draft.revision })) done(w.rejectedNow);
  };
  return (
    <div className="decide">
      <label>
        {w.effectiveFrom}
        <DayField
          first={today}
          value={form.value.effective_from}
          onChange={(effective_from) => form.change((it) => ({ ...it, effective_from }))}
        />
      </label>
      <label>
        {w.note}
        <Input.TextArea
          rows={2}
          maxLength={1000}
          value={form.value.note}
          status={isMissing ? "error" : undefined}
          aria-invalid={isMissing}
          onChange={(event) => {
            setMissing(false);
            form.change((it) => ({ ...it, note: event.target.value }));
          }}
        />
      </label>
      {isMissing && <p className="late" role="alert">{w.rejectNeedsNote}</p>}
      <Refusal problem={publish.problem ?? reject.problem} action={isStale(publish.problem?.status, reject.problem?.status) ? <Button onClick={onDone}>{w.seeNewest}</Button> : undefined} />
      <div className="decide-acts">
        <Button type="primary" loading={publish.isRunning} disabled={!form.value.effective_from} onClick={() => void doPublish()}>{w.publish}</Button>
        <Button loading={reject.isRunning} onClick={() => void doReject()}>{w.reject}</Button>
      </div>
    </div>
  );
}

function isStale(...statuses: Array<number | undefined>): boolean {
  return statuses.includes(409);
}
