import { Alert, App, Form, Input, Modal } from "antd";
import { Refusal, useKept } from "../../shell";
import { said, useWords } from "../../words";
import { useCreateAccount } from "../asking";
import { InstitutionChoice, useHasInstitutions } from "../institution_choice";
import { RoleChoice } from "../role_choice";
import { words as shared } from "../words";
import { PasswordItem } from "./password";
import { words } from "./words";

const EMPTY = { login: "", roles: [] as string[], institution: null as string | null };

/** A new account. What is typed stays in this tab until it is sent; the password alone is never kept. */
export function NewPerson({ onDone }: { onDone: () => void }) {
  const w = useWords(words);
  const common = useWords(shared);
  const hasInstitutions = useHasInstitutions();
  const [form] = Form.useForm<typeof EMPTY & { password: string }>();
  const institution = Form.useWatch("institution", form);
  const kept = useKept("new_account", EMPTY);
  const create = useCreateAccount();
  const { message } = App.useApp();
  const send = async () => {
    const made = await create.run({ ...EMPTY, ...(await form.validateFields()) });
    if (!made) return;
    kept.forget();
    void message.success(said(w.created_, { login: made.login }));
    onDone();
  };
  return (
    <Modal open title={w.add} okText={w.create} cancelText={w.cancel} confirmLoading={create.isRunning} onOk={() => void send()} onCancel={onDone} width={560}>
      <Form
        name="new_account"
        form={form}
        layout="vertical"
        initialValues={kept.value}
        onValuesChange={(changed, all) => {
          if ("institution" in changed) form.setFieldValue("roles", []);
          const roles = form.getFieldValue("roles") as string[];
          kept.change({ login: all.login, roles, institution: all.institution ?? null });
        }}
      >
        {kept.wasRestored && <Alert type="info" message={w.restored} className="form-told" />}
        <Refusal problem={create.problem} />
        <Form.Item name="login" label={w.login} extra={w.loginHint} rules={[{ required: true, message: w.needLogin }]}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <PasswordItem label={w.password} />
        {hasInstitutions && (
          <Form.Item name="institution" label={common.institution}>
            <InstitutionChoice />
          </Form.Item>
        )}
        <Form.Item name="roles" label={w.roles} extra={w.rolesHint} rules={[{ required: true, message: w.needRoles }]}>
          <RoleChoice isOfInstitution={Boolean(institution)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
