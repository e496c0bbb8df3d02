import { Alert, Button, Input, Radio } from "antd";
import { useMemo, useState } from "react";
import { useDo } from "../../api";
import { Leaving, Refusal, useKept, useUnsaved } from "../../shell";
import { useWords } from "../../words";
import type { AskedOpened, Kind, Result } from "../bodies";
import { answerRequest, type Answer } from "../calls";
import { words } from "./words";

const RESULTS: Record<Kind, Result[]> = {
  explanation: ["explained"],
  correction: ["corrected", "kept", "decided_again"],
  person: ["kept"],
};

/** The answer to a borrower; kept in this tab until it is sent. */
export function AnswerForm({ asked, again }: { asked: AskedOpened; again: () => void }) {
  const w = useWords(words);
  const initial = useMemo<Answer>(() => ({ text_zh: "", text_en: "", result: RESULTS[asked.kind][0] as Result }), [asked.kind]);
  const form = useKept("answer", initial);
  const [wasTried, setTried] = useState(false);
  const refresh = [["request", asked.id], ["requests"], ["referral"], ["work"]];
  const answering = useDo((body: Answer, key) => answerRequest(asked.id, body, key), { refresh });
  const leaving = useUnsaved(form.isChanged);
  const lacks = wasTried && !form.value.text_zh.trim();
  const set = (part: Partial<Answer>) => form.change((it) => ({ ...it, ...part }));
  const send = async () => {
    setTried(true);
    if (!form.value.text_zh.trim()) return;
    if (await answering.run(form.value)) form.forget();
  };
  return (
    <form
      className="review-dialog"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Refusal
        problem={answering.problem}
        action={answering.problem?.status === 409 && <Button size="small" onClick={again}>{w.reload}</Button>}
      />
      {form.wasRestored && form.isChanged && <Alert type="info" showIcon message={w.restored} />}
      {RESULTS[asked.kind].length > 1 && (
        <fieldset className="review-field">
          <legend>{w.result}</legend>
          <Radio.Group
            value={form.value.result}
            onChange={(event) => set({ result: event.target.value as Result })}
            options={RESULTS[asked.kind].map((it) => ({ value: it, label: w.results[it] }))}
          />
        </fieldset>
      )}
      {(["text_zh", "text_en"] as const).map((name) => (
        <div key={name} className="review-field">
          <label htmlFor={`answer-${name}`}>{w[name]}</label>
          <Input.TextArea
            id={`answer-${name}`}
            lang={name === "text_zh" ? "zh-CN" : "en"}
            rows={4}
            maxLength={2000}
            value={form.value[name]}
            status={lacks && name === "text_zh" ? "error" : undefined}
            onChange={(event) => set({ [name]: event.target.value })}
          />
          {lacks && name === "text_zh" && <span className="review-lacks" role="alert">{w.needed}</span>}
        </div>
      ))}
      <div className="review-acts">
        <Button type="primary" htmlType="submit" loading={answering.isRunning}>{w.send}</Button>
      </div>
      <Leaving blocker={leaving} />
    </form>
  );
}
