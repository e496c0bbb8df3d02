import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { day, ToneTag } from "../../plain";
import { Panel, Shown, useMay, useMe } from "../../shell";
import { said, useWords } from "../../words";
import { useAccounts, useRoleNames } from "../asking";
import type { Account } from "../bodies";
import { Listing, type Column } from "../listing";
import { RoleTags } from "../role_tags";
import { ChangeRoles } from "./change_roles";
import { Disable } from "./disable";
import { NewPerson } from "./new_person";
import { ResetPassword } from "./reset_password";
import { words } from "./words";

type Doing = { what: "add" } | { what: "roles" | "reset" | "disable"; to: Account } | null;

/** Who works here, with what roles. */
export default function People() {
  const w = useWords(words);
  const may = useMay();
  const accounts = useAccounts();
  const [doing, setDoing] = useState<Doing>(null);
  const [showsClosed, setShowsClosed] = useState(false);
  const closed = accounts.data?.filter((one) => one.disabled_at).length ?? 0;
  const done = () => setDoing(null);
  return (
    <Panel
      title={w.list}
      flush
      extra={
        <>
          {closed > 0 && (
            <Checkbox checked={showsClosed} onChange={(event) => setShowsClosed(event.target.checked)}>
              {said(w.showClosed, { n: closed })}
            </Checkbox>
          )}
          {may("account.create") && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setDoing({ what: "add" })}>
              {w.add}
            </Button>
          )}
        </>
      }
    >
      <Shown asked={accounts} height={420}>
        {(all) => <PeopleList accounts={all.filter((one) => showsClosed || !one.disabled_at)} onDo={setDoing} />}
      </Shown>
      {doing?.what === "add" && <NewPerson onDone={done} />}
      {doing?.what === "roles" && <ChangeRoles account={doing.to} onDone={done} />}
      {doing?.what === "reset" && <ResetPassword account={doing.to} onDone={done} />}
      {doing?.what === "disable" && <Disable account={doing.to} onDone={done} />}
    </Panel>
  );
}

function PeopleList({ accounts, onDo }: { accounts: Account[]; onDo: (doing: Doing) => void }) {
  const w = useWords(words);
  const me = useMe();
  const may = useMay();
  const roleName = useRoleNames();
  const columns: Column<Account>[] = [
    { name: w.login, isHead: true, cell: (one) => <Login account={one} isMe={one.id === me.id} /> },
    { name: w.roles, cell: (one) => <RoleTags codes={one.roles} nameOf={roleName} /> },
    ...(accounts.some((one) => one.institution)
      ? [{ name: w.institution, cell: (one: Account) => (one.institution ? <code>{one.institution}</code> : w.own) }]
      : []),
    { name: w.created, cell: (one) => day(one.created_at) },
    { name: w.state, cell: (one) => <ToneTag tone={one.disabled_at ? "still" : "good"}>{one.disabled_at ? w.closed : w.open}</ToneTag> },
  ];
  const acts: Column<Account> = {
    name: w.acts,
    isActs: true,
    cell: (one) => !one.disabled_at && <Acts account={one} onDo={onDo} />,
  };
  return (
    <Listing
      label={w.list}
      columns={may("account.change") ? [...columns, acts] : columns}
      rows={accounts}
      keyOf={(one) => one.id}
      isClosed={(one) => one.disabled_at !== null}
    />
  );
}

function Login({ account, isMe }: { account: Account; isMe: boolean }) {
  const w = useWords(words);
  return (
    <>
      <span data-as-written>{account.login}</span>
      {isMe && <span className="soft"> {w.youAre}</span>}
    </>
  );
}

function Acts({ account, onDo }: { account: Account; onDo: (doing: Doing) => void }) {
  const w = useWords(words);
  const may = useMay();
  const named = (what: string) => `${what}: ${account.login}`;
  return (
    <div className="acts">
      <Button type="link" size="small" aria-label={named(w.changeRoles)} onClick={() => onDo({ what: "roles", to: account })}>
        {w.changeRoles}
      </Button>
      <Button type="link" size="small" aria-label={named(w.reset)} onClick={() => onDo({ what: "reset", to: account })}>
        {w.reset}
      </Button>
      {may("account.disable") && (
        <Button type="link" size="small" danger aria-label={named(w.disable)} onClick={() => onDo({ what: "disable", to: account })}>
          {w.disable}
        </Button>
      )}
    </div>
  );
}
