import { useWords } from "../../words";
import type { Policy } from "../bodies";
import { words } from "../words";
import { words as more } from "./words";
import "../publishing/publishing.css";

/** Who answers for a table, on what ground, since when. */
export function Facts({ policy }: { policy: Policy }) {
  const w = useWords(words);
  const m = useWords(more);
  return (
    <dl className="facts">
      <div><dt>{w.version}</dt><dd>{policy.version}</dd></div>
      <div><dt>{w.effective}</dt><dd>{policy.effective}</dd></div>
      <div><dt>{w.owner}</dt><dd><code>{policy.owner}</code></dd></div>
      <div className="facts-wide"><dt>{m.source}</dt><dd data-as-written>{policy.source}</dd></div>
    </dl>
  );
}
