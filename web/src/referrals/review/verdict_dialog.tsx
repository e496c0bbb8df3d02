import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { Refusal } from "../../shell";
import { useWords } from "../../words";
import type { Referral, Verdict } from "../bodies";
import { giveVerdict } from "../calls";
import { lacking, worthOf, type Draft, type Drafting } from "./draft";
import { VerdictForm } from "./verdict_form";
import { words } from "./words";

interface Props {
  referral: Referral;
  draft: Drafting;
  isOpen: boolean;
  close: () => void;
  tell: (done: string) => void;
  again: () => Promise<void>;
}

/** Approve or decline, with a reason. What is typed outlives the dialog, a reload and an expired session. */
export function VerdictDialog({ referral, draft, isOpen, close, tell, again }: Props) {
  const w = useWords(words);
  const [wasTried, setTried] = useState(false);
  const [isReading, setReading] = useState(false);
  const refresh = [["referral", referral.application_id], ["work"]];
  const giving = useDo((body: Verdict, key) => giveVerdict(referral.application_id, body, key), { refresh });
  const missing = lacking(draft.value, referral.asked_fen);
  const worth = worthOf(referral, draft.value);
  const send = async () => {
    setTried(true);
    if (missing.size > 0 || worth === "above") return;
    const said = await giving.run(verdictOf(referral, draft.value));
    if (!said) return;
    draft.forget();
    setTried(false);
    close();
    tell(w.done[said.state]);
  };
  const reload = async () => {
    setReading(true);
    await again();
    setReading(false);
    giving.forget();
  };
  const reloading = giving.problem?.status === 409 && (
    <Button size="small" loading={isReading} onClick={() => void reload()}>{w.dialog.reload}</Button>
  );
  return (
    <Modal
      open={isOpen}
      onCancel={close}
      onOk={() => void send()}
      confirmLoading={giving.isRunning}
      okButtonProps={{ danger: draft.value.outcome === "decline", disabled: isReading }}
      title={w.dialog[draft.value.outcome]}
      okText={worth === "waits" ? w.dialog.submitSecond : w.dialog.submit}
      cancelText={w.dialog.cancel}
      width={560}
    >
      <div className="review-dialog">
        <Refusal problem={giving.problem} action={reloading} />
        {draft.wasRestored && draft.isChanged && <Alert type="info" showIcon message={w.dialog.restored} />}
        <VerdictForm referral={referral} draft={draft} missing={wasTried ? missing : new Set()} />
        <p role="status" className={worth === "decides" ? "soft" : "review-heed"}>{w.dialog[worth]}</p>
      </div>
    </Modal>
  );
}

function verdictOf(referral: Referral, draft: Draft): Verdict {
  const isApproval = draft.outcome === "approve";
  return {
    seen_decision_id: referral.decision_id,
    outcome: draft.outcome,
    limit_fen: isApproval ? Math.round((draft.limit_yuan ?? 0) * 100) : 0,
    band: isApproval ? draft.band : null,
    reason_zh: draft.reason_zh.trim(),
    reason_en: draft.reason_en.trim(),
  };
}
