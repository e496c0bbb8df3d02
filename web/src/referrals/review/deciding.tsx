import { Alert, Button } from "antd";
import { useState } from "react";
import { yuanShort } from "../../plain";
import { Panel, useKey, useKeysSaid, useMay } from "../../shell";
import { said, useLanguage, useText, useWords } from "../../words";
import type { Referral } from "../bodies";
import { Disagreement, Proposed } from "./proposed";
import { useDraft } from "./draft";
import { VerdictDialog } from "./verdict_dialog";
import { words } from "./words";

interface Props {
  referral: Referral;
  tell: (done: string | null) => void;
  again: () => Promise<void>;
}

/** What one may do here, and what one's word is worth. */
export function Deciding({ referral, tell, again }: Props) {
  const w = useWords(words);
  const may = useMay();
  const draft = useDraft(referral);
  const [isOpen, setOpen] = useState(false);
  const mayDecide = may("referral.decide") && referral.waits && !referral.proposal;
  const mayApprove = mayDecide && !referral.never;
  const open = (outcome: "approve" | "decline") => {
    tell(null);
    draft.begin(outcome);
    setOpen(true);
  };
  useKey("a", () => mayApprove && open("approve"));
  useKey("d", () => mayDecide && open("decline"));
  useKeysSaid(w.keys);
  return (
    <Panel title={referral.proposal ? w.proposal : w.verdict}>
      <Standing referral={referral} />
      {referral.proposal && <Proposed referral={referral} tell={tell} again={again} />}
      {mayDecide && (
        <div className="review-acts">
          {mayApprove && <Button type="primary" onClick={() => open("approve")}>{w.approve}</Button>}
          <Button onClick={() => open("decline")}>{w.decline}</Button>
        </div>
      )}
      {referral.decision_owner === "platform_advisory" && <p className="soft review-small">{w.advisory}</p>}
      <VerdictDialog referral={referral} draft={draft} isOpen={isOpen} close={() => setOpen(false)} tell={tell} again={again} />
    </Panel>
  );
}

function Standing({ referral }: { referral: Referral }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const by = referral.decided_by.map((it) => it.login ?? w.someone).join("、");
  return (
    <>
      {!referral.waits && (
        <p className="review-closed">
          {w.closed} {by ? said(w.decidedBy, { who: by }) : w.decidedByMachine}
        </p>
      )}
      {referral.never && referral.waits && <Alert type="error" showIcon message={w.never} description={say(referral.never)} />}
      {referral.disagreed && <Disagreement disagreed={referral.disagreed} />}
      {referral.waits && !may("referral.decide") && <p className="soft">{w.readOnly}</p>}
      {referral.waits && may("referral.decide") && !referral.proposal && !referral.never && <Worth referral={referral} />}
    </>
  );
}

/** Suggested limit and one's own authority. */
function Worth({ referral }: { referral: Referral }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const short = (fen: number) => yuanShort(fen, language);
  const { authority, suggested } = referral;
  return (
    <dl className="review-worth">
      <div>
        <dt>{w.suggested}</dt>
        <dd>{suggested.limit_fen ? <b>{short(suggested.limit_fen)}</b> : <span className="soft">{w.suggestedNone}</span>}</dd>
      </div>
      <div>
        <dt>{w.mine}</dt>
        <dd>
          {authority.mine_fen ? <b>{short(authority.mine_fen)}</b> : <span className="soft">{w.mineNone}</span>}
          <span className="refer-lower">{said(w.second, { amount: short(authority.highest_fen) })}</span>
          {authority.counted_before_fen > 0 && (
            <span className="refer-lower">{said(w.before, { amount: short(authority.counted_before_fen) })}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
