import { Button, Form, Input } from "antd";
import { useState } from "react";
import { problemIn, type Problem } from "../../api/problem";
import { useWords } from "../../words/language";
import { signIn } from "../session";
import { Refusal } from "../states";
import { words } from "../words";

/** Login and password. What is wrong is said beside the form, in the server's words. */
export function SignInForm({ login, onSignedIn }: { login?: string | null; onSignedIn: (login: string) => void }) {
  const w = useWords(words);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async (typed: { login: string; password: string }) => {
    setSending(true);
    setProblem(null);
    try {
      await signIn(typed.login.trim(), typed.password);
      onSignedIn(typed.login.trim().toLowerCase());
    } catch (error) {
      setProblem(problemIn(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <Form name="door" layout="vertical" requiredMark={false} initialValues={{ login: login ?? "", password: "" }} onFinish={(typed) => void send(typed)}>
      {problem && (
        <div className="sign-in-problem">
          <Refusal problem={problem} />
        </div>
      )}
      <Form.Item name="login" label={w.login} rules={[{ required: true, message: w.needLogin }]}>
        <Input autoComplete="username" autoFocus={!login} autoCapitalize="none" spellCheck={false} size="large" />
      </Form.Item>
      <Form.Item name="password" label={w.password} rules={[{ required: true, message: w.needPassword }]}>
        <Input type="password" autoComplete="current-password" autoFocus={Boolean(login)} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={isSending}>
        {w.signIn}
      </Button>
    </Form>
  );
}
