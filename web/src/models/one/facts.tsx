import type { ReactNode } from "react";
import { Panel } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Model } from "../bodies";
import { Expires } from "../tags";
import { words } from "../words";

/** What it is, from what, how good. */
export function Facts({ model }: { model: Model }) {
  const w = useWords(words);
  const say = useText();
  const rows: Array<[string, ReactNode]> = [
    [w.kind, `${w[model.kind]} · ${w.grades[model.grade]}`],
    [w.target, <span key="target" data-as-written>{model.target}</span>],
    [w.trained, said(w.rowsOf, { rows: model.rows, bad: model.bad_rows })],
    [w.source, <span key="source" data-as-written>{[model.source, model.period].filter(Boolean).join(" · ")}</span>],
    [w.auc, said(w.aucInterval, { auc: model.auc.toFixed(3), low: model.auc_low.toFixed(2), high: model.auc_high.toFixed(2) })],
    [w.ks, model.ks.toFixed(2)],
    [said(w.brier, { average: model.brier_of_average.toFixed(3) }), model.brier.toFixed(3)],
    [w.calibratedBy, said(w.shiftSlope, { shift: model.shift.toFixed(2), slope: model.slope.toFixed(2) })],
    [w.needs, model.needs.map((it) => say(it.title)).join(say({ zh: "、", en: ", " }))],
    [w.fallback, model.fallback === "refer" ? w.refer : w.judgementRates],
    [w.product, model.product ? <code key="product">{model.product}</code> : w.house],
    [w.expires, <Expires key="expires" line={model} isBare />],
    [w.version, <code key="version" className="hash">{model.version}</code>],
  ];
  return (
    <Panel title={w.card}>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
