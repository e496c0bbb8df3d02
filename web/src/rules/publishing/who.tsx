import { when } from "../../plain";
import { useWords } from "../../words";
import type { Draft } from "./bodies";
import { words } from "./words";
import "./publishing.css";

/** Who wrote a draft and handed it in, with what they said. */
export function Who<C>({ draft }: { draft: Draft<C> }) {
  const w = useWords(words);
  return (
    <dl className="facts">
      <div><dt>{w.editors}</dt><dd>{draft.editors.join("、")}</dd></div>
      {draft.submitted_by && (
        <div><dt>{w.submittedBy}</dt><dd>{draft.submitted_by}{draft.submitted_at && <span className="soft"> {when(draft.submitted_at)}</span>}</dd></div>
      )}
      {draft.note && <div className="facts-wide"><dt>{w.note}</dt><dd lang="zh-CN">{draft.note}</dd></div>}
    </dl>
  );
}
