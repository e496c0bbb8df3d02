import { percent } from "../../plain";
import { said, useWords } from "../../words";
import type { TrialLine } from "../bodies";
import { StateTag } from "../tags";
import { words } from "../words";

/** Every publication of a name, the newest first: a share that grew, an end that was moved. */
export function History({ lines }: { lines: TrialLine[] }) {
  const w = useWords(words);
  return (
    <ul className="trial-history">
      {lines.map((it) => (
        <li key={it.number}>
          <b>{said(w.number, { n: it.number ?? 0 })}</b> <StateTag state={it.state} />
          <span>{said(w.until, { from: it.starts_on ?? "", to: it.ends_on ?? "" })}</span>
          {it.share !== null && <span>{w.share} {percent(it.share, 0)}</span>}
          <span className="soft">{w.submittedBy} {it.submitted_by} · {w.approvedBy} {it.approved_by}</span>
        </li>
      ))}
    </ul>
  );
}
