import { App, Form, Modal } from "antd";
import { Refusal } from "../../shell";
import { said, useWords } from "../../words";
import { useResetPassword } from "../asking";
import type { Account } from "../bodies";
import { PasswordItem } from "./password";
import { words } from "./words";

/** A new password for somebody who forgot theirs. */
export function ResetPassword({ account, onDone }: { account: Account; onDone: () => void }) {
  const w = useWords(words);
  const [form] = Form.useForm<{ password: string }>();
  const reset = useResetPassword(account.id);
  const { message } = App.useApp();
  const send = async () => {
    const { password } = await form.validateFields();
    if (!(await reset.run(password))) return;
    void message.success(said(w.resetDone, { login: account.login }));
    onDone();
  };
  return (
    <Modal
      open
      title={said(w.resetOf, { login: account.login })}
      okText={w.save}
      cancelText={w.cancel}
      confirmLoading={reset.isRunning}
      onOk={() => void send()}
      onCancel={onDone}
    >
      <p className="form-told">{said(w.resetSaid, { login: account.login })}</p>
      <Refusal problem={reset.problem} />
      <Form form={form} layout="vertical">
        <PasswordItem label={w.newPassword} />
      </Form>
    </Modal>
  );
}
