import { Link } from "react-router";
import { useMay } from "../../shell";
import { useText, useWords } from "../../words";
import type { Asked, LookFirst, Where } from "../bodies";
import { words } from "./words";

const ANCHORS: Record<Where, string> = {
  invoices: "#at-evidence",
  debts: "#at-parties",
  identity: "#at-parties",
  relations: "/relations",
  lists: "#at-evidence",
  price: "#at-decision",
};

const ASKED = "asked_for_a_person";

/** What to look at, in order, each with the way to its evidence. */
export function LookingFirst({ id, items, requests }: { id: string; items: LookFirst[]; requests: Asked[] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const wish = requests.find((it) => it.kind === "person" && it.of_borrower && !it.answered_at);
  if (items.length === 0) return <p className="review-none soft">{w.lookNone}</p>;
  return (
    <ol className="review-look">
      {items.map((it) => (
        <li key={it.code}>
          <div>
            <b>{say(it.what)}</b>
            <p className="soft">{say(it.why)}</p>
          </div>
          {it.code === ASKED && wish && may("request.read") ? (
            <Link to={`/requests/${wish.id}`}>{w.seeRequest}</Link>
          ) : (
            may("desk.read") && <Link to={`/work/${id}${ANCHORS[it.where]}`}>{w.seeEvidence[it.where]}</Link>
          )}
        </li>
      ))}
    </ol>
  );
}
