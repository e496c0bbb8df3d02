import { Modal } from "antd";
import { useState } from "react";
import { Refusal } from "../../shell";
import { said, useWords } from "../../words";
import { useChangeRoles } from "../asking";
import type { Account } from "../bodies";
import { RoleChoice } from "../role_choice";
import { words } from "./words";

/** Other roles for somebody. */
export function ChangeRoles({ account, onDone }: { account: Account; onDone: () => void }) {
  const w = useWords(words);
  const [roles, setRoles] = useState(account.roles);
  const change = useChangeRoles(account.id);
  const send = async () => {
    if (await change.run(roles)) onDone();
  };
  return (
    <Modal
      open
      title={said(w.changeRolesOf, { login: account.login })}
      okText={w.save}
      cancelText={w.cancel}
      okButtonProps={{ disabled: roles.length === 0 }}
      confirmLoading={change.isRunning}
      onOk={() => void send()}
      onCancel={onDone}
    >
      <Refusal problem={change.problem} />
      <p className="soft">{w.rolesHint}</p>
      <RoleChoice value={roles} onChange={setRoles} isOfInstitution={account.institution !== null} />
    </Modal>
  );
}
