import { Link } from "react-router";
import { Due, ToneTag, When } from "../../plain";
import { Panel, useMay } from "../../shell";
import { useWords } from "../../words";
import type { Asked } from "../bodies";
import { words } from "./words";

/** What the borrower of this case asked, and whether it was answered. */
export function RequestsHere({ requests }: { requests: Asked[] }) {
  const w = useWords(words);
  const may = useMay();
  const theirs = requests.filter((it) => it.of_borrower);
  if (theirs.length === 0) return null;
  return (
    <Panel title={w.requests} flush>
      <ul className="review-requests">
        {theirs.map((it) => (
          <li key={it.id}>
            <span>
              {may("request.read") ? <Link to={`/requests/${it.id}`}>{w.kinds[it.kind]}</Link> : w.kinds[it.kind]}
              <span className="refer-lower">
                <When at={it.asked_at} />
              </span>
            </span>
            {it.answered_at ? <ToneTag tone="good">{w.answered}</ToneTag> : <span className="refer-lower">{w.dueBy} <Due at={it.due_at} /></span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
