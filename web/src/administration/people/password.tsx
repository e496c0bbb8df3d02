import { Button, Form, Input, Space } from "antd";
import { useWords } from "../../words";
import { words } from "./words";

const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_SIGNS = 4;

/** A password for somebody else: typed, or made up here by the browser's own randomness. */
export function PasswordItem({ label }: { label: string }) {
  const w = useWords(words);
  const form = Form.useFormInstance();
  return (
    <Form.Item label={label} required htmlFor="new-password" extra={w.passwordHint}>
      <Space.Compact block>
        <Form.Item name="password" noStyle rules={[{ required: true, message: w.needPassword }]}>
          <Input id="new-password" autoComplete="new-password" spellCheck={false} />
        </Form.Item>
        <Button onClick={() => form.setFieldValue("password", madeUp())}>{w.suggest}</Button>
      </Space.Compact>
    </Form.Item>
  );
}

/** `k3mp-x8wq-…`: about 79 random bits, without signs that look alike. */
function madeUp(): string {
  const random = crypto.getRandomValues(new Uint32Array(GROUPS * GROUP_SIGNS));
  const signs = [...random].map((n) => SIGNS[n % SIGNS.length]!);
  return Array.from({ length: GROUPS }, (_, i) => signs.slice(i * GROUP_SIGNS, (i + 1) * GROUP_SIGNS).join("")).join("-");
}
