import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { Nothing, ToneTag } from "../../plain";
import { Panel, Refusal } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Size, SizeAsked, Trade } from "../bodies";
import { askSize } from "../calls";
import { words } from "../words";

const FIGURES = ["employees", "income", "assets"] as const;
type Figures = Record<(typeof FIGURES)[number], number | null>;

/** Which size standards may apply, and with figures the class with each indicator. */
export function SizeClass({ trade, codes }: { trade: Trade; codes: string[] }) {
  const w = useWords(words);
  const text = useText();
  const [figures, setFigures] = useState<Figures>({ employees: null, income: null, assets: null });
  const asking = useDo((asked: Partial<SizeAsked>) => askSize(asked));
  const [size, setSize] = useState<Size | null>(null);
  const judge = async () =>
    setSize(await asking.run({ codes, employees: figures.employees, income_wan: written(figures.income), assets_wan: written(figures.assets) }));
  return (
    <Panel title={w.size}>
      <p>
        {trade.groups.length > 0 ? `${w.groups}: ${trade.groups.map((it) => text(it.name)).join("、")}` : w.noGroup}
      </p>
      {trade.less_favourable && trade.groups.length > 1 && <p>{said(w.lessFavourable, { name: text(trade.less_favourable.name) })}</p>}
      {trade.groups.length > 0 && (
        <>
          <p className="soft identify-small">{w.sizeAbout}</p>
          <form
            className="identify-figures"
            onSubmit={(event) => {
              event.preventDefault();
              void judge();
            }}
          >
            {FIGURES.map((it) => (
              <div key={it} className="identify-field">
                <label htmlFor={`size-${it}`}>{w[it]}</label>
                <InputNumber id={`size-${it}`} min={0} max={1e10} precision={it === "employees" ? 0 : 2} controls={false} value={figures[it]} onChange={(value) => setFigures({ ...figures, [it]: value })} />
              </div>
            ))}
            <Button htmlType="submit" loading={asking.isRunning}>{w.judge}</Button>
          </form>
        </>
      )}
      <Refusal problem={asking.problem} />
      {size && <Judged size={size} />}
    </Panel>
  );
}

const written = (value: number | null) => (value === null ? null : String(value));

function Judged({ size }: { size: Size }) {
  const w = useWords(words);
  const text = useText();
  const name = (it: string) => w.sizes[it as keyof typeof w.sizes] ?? it;
  return (
    <div className="identify-size" aria-live="polite">
      <p className="identify-size-class">
        <ToneTag tone={size.status === "answered" ? "good" : "heed"}>{name(size.size_class)}</ToneTag>
        {size.size_class === "UNKNOWN" && <span>{said(w.atMost, { size: name(size.at_most) })}</span>}
      </p>
      <p>{text(size.why)}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={w.size}>
        <table className="plain">
          <thead>
            <tr><th scope="col">{w.indicator}</th><th scope="col" className="num">{w.value}</th><th scope="col">{w.bounds}</th><th scope="col">{w.reaches}</th></tr>
          </thead>
          <tbody>
            {size.indicators.map((it) => (
              <tr key={it.name}>
                <td>{text(it.title)}<span className="identify-lower">{text(it.timing)}</span></td>
                <td className="num">{it.standing === "not_used" ? w.unused : (it.value ?? w.unknown)}</td>
                <td className="figure">{it.bounds ? it.bounds.join(" / ") : <Nothing />}</td>
                <td>{it.reaches ? name(it.reaches) : <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {size.caveats.map((it, at) => <p key={at} className="soft">{text(it)}</p>)}
      <p className="soft identify-small">{said(w.source, { source: "" })} <span data-as-written>{size.source}</span></p>
    </div>
  );
}
