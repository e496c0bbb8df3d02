import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { Refusal, useKept, useMe } from "../../shell";
import { useWords } from "../../words";
import { useIssueKey, type NewKey } from "../asking";
import { InstitutionChoice, useHasInstitutions } from "../institution_choice";
import { RoleChoice } from "../role_choice";
import { words as shared } from "../words";
import { Secret } from "./secret";
import { words } from "./words";

const EMPTY: NewKey = { label: "", mode: "test", roles: [], institution: null };

/** Issue a key; its secret is shown this once. */
export function Issue({ onDone }: { onDone: () => void }) {
  const w = useWords(words);
  const common = useWords(shared);
  const hasInstitutions = useHasInstitutions();
  const me = useMe();
  const [form] = Form.useForm<NewKey>();
  const institution = Form.useWatch("institution", form);
  const kept = useKept("new_key", EMPTY);
  const issue = useIssueKey();
  const [secret, setSecret] = useState<string | null>(null);
  const send = async () => {
    const issued = await issue.run({ ...EMPTY, ...(await form.validateFields()) });
    if (!issued) return;
    kept.forget();
    setSecret(issued.secret);
  };
  if (secret) return <Secret secret={secret} onDone={onDone} />;
  return (
    <Modal open title={w.issue} okText={w.issue} cancelText={w.cancel} confirmLoading={issue.isRunning} onOk={() => void send()} onCancel={onDone} width={560}>
      <Refusal problem={issue.problem} />
      <Form name="new_key" form={form} layout="vertical" initialValues={kept.value} onValuesChange={(changed, all) => {
          if ("institution" in changed) form.setFieldValue("roles", []);
          kept.change({ ...EMPTY, ...all, roles: form.getFieldValue("roles") as string[] });
        }}>
        <Form.Item name="label" label={w.label} extra={w.labelHint} rules={[{ required: true, message: w.needLabel }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="mode" label={w.mode} extra={w.modeHint}>
          <Radio.Group
            options={[
              { value: "test", label: w.test },
              { value: "live", label: w.live, disabled: !me.roles.includes("admin") },
            ]}
          />
        </Form.Item>
        {hasInstitutions && (
          <Form.Item name="institution" label={common.institution}>
            <InstitutionChoice />
          </Form.Item>
        )}
        <Form.Item name="roles" label={w.roles} rules={[{ required: true, message: w.needRoles }]}>
          <RoleChoice isOfInstitution={Boolean(institution)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
