import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { Money, when } from "../../plain";
import { Refusal, useKept, useMay } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Referral } from "../bodies";
import { settle } from "../calls";
import { words } from "./words";

interface Props {
  referral: Referral;
  tell: (done: string) => void;
  again: () => void;
}

/** A colleague's proposal: what it says, and one's own answer as the second person. */
export function Proposed({ referral, tell, again }: Props) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const waiting = referral.proposal;
  const [isOpen, setOpen] = useState(false);
  const note = useKept("disagreement", "");
  const refresh = [["referral", referral.application_id], ["work"]];
  const settling = useDo(
    (body: { agrees: boolean; note: string }, key) => settle(referral.application_id, waiting?.id ?? "", body, key),
    { refresh },
  );
  if (!waiting) return null;
  const send = async (agrees: boolean) => {
    const done = await settling.run({ agrees, note: agrees ? "" : note.value.trim() });
    if (!done) return;
    note.forget();
    setOpen(false);
    tell(w.done[done.state]);
  };
  const reload = <Button size="small" onClick={again}>{w.dialog.reload}</Button>;
  const refusal = <Refusal problem={settling.problem} action={settling.problem?.status === 409 && reload} />;
  return (
    <div className="review-proposal">
      <p className="review-proposes"><b>{w.proposes[waiting.outcome]}</b></p>
      <p className="soft review-proposed">{said(w.proposed, { who: waiting.by.login ?? w.someone, when: when(waiting.at) })}</p>
      <dl className="review-worth">
        {waiting.outcome === "approve" && (
          <>
            <div><dt>{w.limit}</dt><dd><b><Money fen={waiting.limit_fen} /></b></dd></div>
            <div><dt>{w.band}</dt><dd>{waiting.band}</dd></div>
          </>
        )}
        <div><dt>{w.reason}</dt><dd data-as-written>{say(waiting.reason)}</dd></div>
      </dl>
      {!isOpen && refusal}
      {waiting.may_i_confirm && may("referral.confirm") ? (
        <div className="review-acts">
          <Button type="primary" loading={settling.isRunning} onClick={() => void send(true)}>{w.confirm}</Button>
          <Button onClick={() => setOpen(true)}>{w.disagree}</Button>
        </div>
      ) : (
        waiting.why_not && <p className="review-heed">{say(waiting.why_not)}</p>
      )}
      <Modal
        open={isOpen}
        title={w.no.title}
        okText={w.no.submit}
        okButtonProps={{ danger: true, disabled: !note.value.trim() }}
        cancelText={w.dialog.cancel}
        confirmLoading={settling.isRunning}
        onOk={() => void send(false)}
        onCancel={() => setOpen(false)}
      >
        <div className="review-dialog">
          {isOpen && refusal}
          <div className="review-field">
            <label htmlFor="disagreement">{w.no.note}</label>
            <Input.TextArea id="disagreement" aria-describedby="disagreement-hint" rows={4} maxLength={1000} value={note.value} onChange={(event) => note.change(event.target.value)} />
            <span id="disagreement-hint" className="soft">{w.no.hint}</span>
          </div>
        </div>
      </Modal>
    </div>
  );
}

/** The last second person's no. */
export function Disagreement({ disagreed }: { disagreed: NonNullable<Referral["disagreed"]> }) {
  const w = useWords(words);
  return (
    <Alert
      type="warning"
      showIcon
      message={w.disagreed}
      description={
        <>
          {said(w.disagreedBy, { who: disagreed.by.login ?? w.someone, when: when(disagreed.at) })}
          <span data-as-written> {disagreed.note}</span>
        </>
      }
    />
  );
}
