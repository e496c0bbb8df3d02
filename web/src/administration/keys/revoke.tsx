import { Modal } from "antd";
import { Refusal } from "../../shell";
import { said, useWords } from "../../words";
import { useRevokeKey } from "../asking";
import type { Key } from "../bodies";
import { words } from "./words";

/** Revoke a key, after saying what that means. */
export function Revoke({ apiKey, onDone }: { apiKey: Key; onDone: () => void }) {
  const w = useWords(words);
  const revoke = useRevokeKey();
  const send = async () => {
    if (await revoke.run(apiKey.id)) onDone();
  };
  return (
    <Modal
      open
      title={said(w.revokeOf, { label: apiKey.label })}
      okText={w.revoke}
      okButtonProps={{ danger: true }}
      cancelText={w.cancel}
      confirmLoading={revoke.isRunning}
      onOk={() => void send()}
      onCancel={onDone}
    >
      <Refusal problem={revoke.problem} />
      <p>{w.revokeSaid}</p>
    </Modal>
  );
}
