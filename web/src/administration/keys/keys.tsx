import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { day, ToneTag, When } from "../../plain";
import { Empty, Panel, Shown, useMay } from "../../shell";
import { said, useWords } from "../../words";
import { useKeys, useRoleNames } from "../asking";
import type { Key } from "../bodies";
import { Listing, type Column } from "../listing";
import { RoleTags } from "../role_tags";
import { Issue } from "./issue";
import { Revoke } from "./revoke";
import { words } from "./words";

/** Keys of programs: what for, live or test, used when. */
export default function Keys() {
  const w = useWords(words);
  const may = useMay();
  const keys = useKeys();
  const [isIssuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const [showsRevoked, setShowsRevoked] = useState(false);
  const revoked = keys.data?.filter((key) => key.revoked_at).length ?? 0;
  return (
    <>
      <Panel
        title={w.list}
        flush
        extra={
          <>
            {revoked > 0 && (
              <Checkbox checked={showsRevoked} onChange={(event) => setShowsRevoked(event.target.checked)}>
                {said(w.showRevoked, { n: revoked })}
              </Checkbox>
            )}
            {may("key.issue") && (
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIssuing(true)}>
                {w.issue}
              </Button>
            )}
          </>
        }
      >
        <Shown asked={keys} height={300} isEmpty={(all) => all.length === 0} empty={<Empty title={w.none} height={300}>{w.about}</Empty>}>
          {(all) => <KeyList keys={all.filter((key) => showsRevoked || !key.revoked_at)} onRevoke={setRevoking} />}
        </Shown>
      </Panel>
      {isIssuing && <Issue onDone={() => setIssuing(false)} />}
      {revoking && <Revoke apiKey={revoking} onDone={() => setRevoking(null)} />}
    </>
  );
}

function KeyList({ keys, onRevoke }: { keys: Key[]; onRevoke: (key: Key) => void }) {
  const w = useWords(words);
  const may = useMay();
  const roleName = useRoleNames();
  const columns: Column<Key>[] = [
    { name: w.label, isHead: true, cell: (key) => <span data-as-written>{key.label}</span> },
    { name: w.prefix, cell: (key) => <code>{`pk_${key.mode}_${key.prefix}_…`}</code> },
    { name: w.mode, cell: (key) => <ToneTag tone={key.mode === "live" ? "busy" : "still"}>{w[key.mode]}</ToneTag> },
    { name: w.roles, cell: (key) => <RoleTags codes={key.roles} nameOf={roleName} /> },
    { name: w.created, cell: (key) => day(key.created_at) },
    { name: w.used, cell: (key) => (key.last_used_at ? <When at={key.last_used_at} near /> : <span className="soft">{w.never}</span>) },
    { name: w.state, cell: (key) => <ToneTag tone={key.revoked_at ? "still" : "good"}>{key.revoked_at ? w.revoked : w.open}</ToneTag> },
  ];
  const acts: Column<Key> = {
    name: w.acts,
    isActs: true,
    cell: (key) =>
      !key.revoked_at && (
        <div className="acts">
          <Button type="link" size="small" danger aria-label={`${w.revoke}: ${key.label}`} onClick={() => onRevoke(key)}>
            {w.revoke}
          </Button>
        </div>
      ),
  };
  return (
    <Listing
      label={w.list}
      columns={may("key.revoke") ? [...columns, acts] : columns}
      rows={keys}
      keyOf={(key) => key.id}
      isClosed={(key) => key.revoked_at !== null}
    />
  );
}
