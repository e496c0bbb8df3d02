import { Link } from "react-router";
import { Panel } from "../shell";
import { said, useText, useWords } from "../words";
import type { ModelLine, Use } from "./bodies";
import { settle, settleUse } from "./calls";
import { Settle } from "./settle";
import { words } from "./words";

/** Everything that another person has to decide: registrations and proposals. */
export function Waiting({ lines, proposed }: { lines: ModelLine[]; proposed: Use[] }) {
  const w = useWords(words);
  const say = useText();
  const models = lines.filter((it) => it.state === "waiting");
  const uses = proposed.filter((it) => it.state === "waiting");
  if (models.length + uses.length === 0) return null;
  return (
    <Panel title={w.waiting}>
      <ul className="waiting">
        {models.map((it) => (
          <li key={it.id}>
            <div>
              <p>{said(w.proposesModel, { who: it.registered.by, model: say(it.title) || it.name })}</p>
              {it.registered.note && <p className="soft" data-as-written>{it.registered.note}</p>}
              <Link to={`/models/${it.id}`}>{w.look}</Link>
            </div>
            <Settle id={it.id} may={it.may_settle} act={settle} done={w.approvedModel} />
          </li>
        ))}
        {uses.map((it) => (
          <li key={it.id}>
            <div>
              <p>{saidOf(it, w)}</p>
              {it.proposed.note && <p className="soft" data-as-written>{it.proposed.note}</p>}
              {it.model_id && <Link to={`/models/${it.model_id}`}>{w.look}</Link>}
            </div>
            <Settle id={it.id} may={it.may_settle} act={settleUse} done={w.approved} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function saidOf(use: Use, w: (typeof words)["zh"]): string {
  const about = { who: use.proposed.by, on: use.effective_from, model: use.model_name ?? w.judgement, product: use.product || w.house };
  if (use.kind === "champion") return said(w.proposesChampion, about);
  return said(w.proposesRecalibration, { ...about, shift: use.shift ?? 0, slope: use.slope ?? 1 });
}
