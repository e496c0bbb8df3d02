import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useAsk } from "../../api";
import { yuanShort } from "../../plain";
import { Failed, PageHead, Panel, Refusal, useMay, Waiting } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import { caseFile } from "../../work/desk";
import type { Referral } from "../bodies";
import { referralOf } from "../calls";
import "../referrals.css";
import { Deciding } from "./deciding";
import { LookingFirst } from "./looking_first";
import { MachineSaw } from "./machine";
import { RequestsHere } from "./requests_here";
import { words } from "./words";

/** One case before a person: where to begin, what the machine saw, and whose word is wanted. */
export default function Review() {
  const { id = "" } = useParams();
  const w = useWords(words);
  const referral = useAsk(["referral", id], () => referralOf(id), { everySeconds: 30 });
  const [done, setDone] = useState<string | null>(null);
  if (!referral.data && referral.problem) return <Failed problem={referral.problem} again={referral.again} />;
  if (!referral.data) return <Waiting rows={12} height={640} />;
  const found = referral.data;
  return (
    <>
      <Head id={id} found={found} />
      <Refusal problem={referral.problem} action={<Button size="small" onClick={referral.again}>{w.dialog.reload}</Button>} />
      <div className="review">
        <div className="review-main">
          <Panel title={w.look} extra={<span className="soft">{w.lookAbout}</span>} flush>
            <LookingFirst id={id} items={found.look_first} requests={found.requests} />
          </Panel>
          <MachineSaw machine={found.machine} path={found.limit_path} />
        </div>
        <aside className="review-side">
          {done && <p className="review-done" role="status">{done}</p>}
          <Deciding referral={found} tell={setDone} again={referral.again} />
          <RequestsHere requests={found.requests} />
        </aside>
      </div>
    </>
  );
}

function Head({ id, found }: { id: string; found: Referral }) {
  const w = useWords(words);
  const may = useMay();
  const [language] = useLanguage();
  const file = useAsk(["work", "case", id], () => caseFile(id), { isReady: may("desk.read") });
  const row = file.data?.row;
  const name = row ? (row.business_name ?? row.owner_name) : null;
  const asked = said(w.asked, { amount: yuanShort(found.asked_fen, language), months: found.months });
  return (
    <PageHead
      title={<span data-as-written>{name ?? w.title}</span>}
      about={
        <>
          {row && <><span className="figure">{row.number}</span> · {row.owner_name} · </>}
          {asked}
        </>
      }
    >
      <Link to="/referrals">{w.back}</Link>
      {may("desk.read") && <Link to={`/work/${id}`}>{w.whole}</Link>}
    </PageHead>
  );
}
