import { Link } from "react-router";
import { BandTag, Due, Money, Nothing, OutcomeTag, WaitTag, When } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Row } from "../../work/bodies";
import { lineId } from "./standing";
import { words } from "./words";

/** Whose case it is; the name is the link to its review. */
export function Who({ row }: { row: Row }) {
  const w = useWords(words);
  const say = useText();
  return (
    <>
      <Link
        id={lineId(row.application_id)}
        to={`/referrals/${row.application_id}`}
        className="refer-name"
        aria-label={`${said(w.reviewOf, { number: row.number })} ${row.business_name ?? row.owner_name}`}
      >
        {row.business_name ?? row.owner_name}
      </Link>
      <span className="refer-lower">
        {row.business_name && <>{row.owner_name} · </>}
        {say(row.region_name)} · <span className="figure">{row.number}</span>
      </span>
    </>
  );
}

export function AskedFor({ row }: { row: Row }) {
  const w = useWords(words);
  return (
    <>
      <b>
        <Money fen={row.amount_fen} short />
      </b>
      <span className="refer-lower">{said(w.months, { n: row.months })}</span>
    </>
  );
}

export const WaitsFor = ({ row }: { row: Row }) => <WaitTag waitsFor={row.waits_for} />;
export const Since = ({ row }: { row: Row }) => <When at={row.waiting_since} near />;
export const AnswerBy = ({ row }: { row: Row }) => (row.due_at ? <Due at={row.due_at} /> : <Nothing />);

export function MachineSaid({ row }: { row: Row }) {
  return (
    <span className="refer-tags">
      <OutcomeTag outcome={row.outcome} />
      <BandTag band={row.band} />
    </span>
  );
}
