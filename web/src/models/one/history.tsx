import { When } from "../../plain";
import { Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Act, Model } from "../bodies";
import { words } from "../words";

/** Who did what with it, and their words. */
export function History({ model }: { model: Model }) {
  const w = useWords(words);
  const settled = model.state === "rejected" ? w.rejectedBy : w.approvedBy;
  const acts: Array<[string, Act | null]> = [
    [w.registeredBy, model.registered],
    [settled, model.settled],
    [w.withdrawnBy, model.withdrawn],
  ];
  return (
    <Panel title={w.history}>
      <ol className="told">
        {acts.map(([sentence, act]) =>
          act ? (
            <li key={sentence}>
              {said(sentence, { who: act.by })} <span className="soft"><When at={act.at} /></span>
              {act.note && <p data-as-written>{act.note}</p>}
            </li>
          ) : null,
        )}
      </ol>
    </Panel>
  );
}
