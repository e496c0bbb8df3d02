import { Modal } from "antd";
import { Refusal } from "../../shell";
import { said, useWords } from "../../words";
import { useDisable } from "../asking";
import type { Account } from "../bodies";
import { words } from "./words";

/** Close an account, after saying what that means. */
export function Disable({ account, onDone }: { account: Account; onDone: () => void }) {
  const w = useWords(words);
  const disable = useDisable();
  const send = async () => {
    if (await disable.run(account.id)) onDone();
  };
  return (
    <Modal
      open
      title={said(w.disableOf, { login: account.login })}
      okText={w.disable}
      okButtonProps={{ danger: true }}
      cancelText={w.cancel}
      confirmLoading={disable.isRunning}
      onOk={() => void send()}
      onCancel={onDone}
    >
      <Refusal problem={disable.problem} />
      <p>{w.disableSaid}</p>
    </Modal>
  );
}
