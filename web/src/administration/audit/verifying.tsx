import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { call, useDo } from "../../api";
import { count, When } from "../../plain";
import { Panel, Refusal } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Verification } from "../bodies";
import { words } from "./words";

/** Walk the chain now; where it is broken, say the first place. */
export function Verifying() {
  const w = useWords(words);
  const [found, setFound] = useState<Verification | null>(null);
  const verify = useDo((_: null, key) => call<Verification>("POST", "/api/v1/audit/verification", undefined, key));
  const run = async () => {
    setFound(null);
    setFound(await verify.run(null));
  };
  return (
    <Panel
      title={w.verifyTitle}
      extra={
        <Button icon={<SafetyCertificateOutlined aria-hidden />} loading={verify.isRunning} onClick={() => void run()}>
          {verify.isRunning ? w.verifying : w.verify}
        </Button>
      }
    >
      <p className="soft">{w.verifyAbout}</p>
      <div aria-live="polite" className="verified">
        <Refusal problem={verify.problem} />
        {found && <Verdict found={found} />}
      </div>
    </Panel>
  );
}

function Verdict({ found }: { found: Verification }) {
  const w = useWords(words);
  const at = (
    <p className="soft">
      {w.verifiedAt} <When at={found.verified_at} />
    </p>
  );
  if (!found.broken)
    return (
      <Alert
        type="success"
        showIcon
        message={w.whole}
        description={
          <>
            <p>{said(w.wholeSaid, { sealed: count(found.sealed), unsealed: count(found.unsealed) })}</p>
            {at}
          </>
        }
      />
    );
  return (
    <Alert
      type="error"
      showIcon
      message={w.broken}
      description={
        <>
          <BrokenSaid broken={found.broken} />
          {at}
        </>
      }
    />
  );
}

function BrokenSaid({ broken }: { broken: NonNullable<Verification["broken"]> }) {
  const w = useWords(words);
  const say = useText();
  return (
    <div className="problem">
      <p>
        {broken.position !== null && <b>{said(w.brokenAt, { position: count(broken.position) })} </b>}
        {say(broken.what)}
      </p>
      {broken.entry_id && (
        <p>
          {w.brokenEntry} <code>{broken.entry_id}</code>
        </p>
      )}
      <p>{w.brokenFix}</p>
    </div>
  );
}
