import { Button } from "antd";
import { said, useWords } from "../../words";
import { Fees } from "./fees";
import { ChoiceField, DayInput, SeveralField, TextField, useWriting } from "./field";
import { withField } from "./paths";
import { words } from "./words";
import { fromPercent, fromYuan, numbersIn, toPercent, toYuan, wordsIn } from "./written";
import "./form.css";

const BANDS = ["A", "B", "C", "D"];

/** A product as a form: every field with its name, its unit and whatever is wrong with it. */
export function ProductForm({ ownInstitution }: { ownInstitution: boolean }) {
  const w = useWords(words);
  const { product } = useWriting();
  return (
    <div className="product-form">
      <fieldset>
        <legend>{w.what}</legend>
        <TextField path="name.zh" value={product.name?.zh} />
        <TextField path="name.en" value={product.name?.en} />
        <ChoiceField path="institution" value={product.institution} among="institution" disabled={ownInstitution} />
        <DayInput path="active.from" value={product.active?.from} />
        <DayInput path="active.to" value={product.active?.to} />
      </fieldset>
      <fieldset>
        <legend>{w.who}</legend>
        <SeveralField path="borrower_kinds" value={product.borrower_kinds} among="borrower_kinds" />
        <SeveralField path="purposes" value={product.purposes} among="purposes" />
        <SeveralField path="required_data" value={product.required_data} among="required_data" />
        <ChoiceField path="scheme" value={product.scheme} among="scheme" />
        <TextField
          path="industries_excluded"
          value={product.industries_excluded}
          shown={(codes: string[] | undefined) => (codes ?? []).join(", ")}
          kept={wordsIn}
          hint={w.industries_hint}
        />
      </fieldset>
      <fieldset>
        <legend>{w.money}</legend>
        <TextField path="amount.least_fen" value={product.amount?.least_fen} shown={toYuan} kept={fromYuan} />
        <TextField path="amount.most_fen" value={product.amount?.most_fen} shown={toYuan} kept={fromYuan} />
        <TextField
          path="months"
          value={product.months}
          shown={(months: Array<number | string> | undefined) => (months ?? []).join(", ")}
          kept={numbersIn}
          hint={w.monthsHint}
        />
        <ChoiceField path="method" value={product.method} among="method" />
        <ChoiceField path="day_count" value={product.day_count} among="day_count" />
      </fieldset>
      <Rates />
      <Fees />
      <fieldset>
        <legend>{w.conduct}</legend>
        <TextField path="commission_share" value={product.commission_share} shown={toPercent} kept={fromPercent} />
        <TextField path="partner_share" value={product.partner_share} shown={toPercent} kept={(typed) => (typed.trim() ? fromPercent(typed) : undefined)} />
        <DayInput path="effective" value={product.effective} />
        <TextField path="owner" value={product.owner} />
        <TextField path="source" value={product.source} rows={2} wide />
      </fieldset>
    </div>
  );
}

/** One rate and one appetite a band; bands can be added and dropped, both together. */
function Rates() {
  const w = useWords(words);
  const { product, change } = useWriting();
  const rates = product.rates ?? {};
  const bands = BANDS.filter((it) => it in rates || it in (product.appetite ?? {}));
  const next = BANDS.find((it) => !bands.includes(it));
  const set = (band: string, rate: string | undefined, appetite: string | undefined) =>
    change(withField(withField(product, `rates.${band}`, rate), `appetite.${band}`, appetite));
  return (
    <fieldset>
      <legend>{w.price}</legend>
      {bands.map((band) => (
        <div key={band} className="field-row">
          <TextField path={`rates.${band}`} value={rates[band]} shown={toPercent} kept={fromPercent} />
          <TextField path={`appetite.${band}`} value={product.appetite?.[band]} hint={w.appetiteHint} />
          <Button size="small" onClick={() => set(band, undefined, undefined)}>{said(w.dropBand, { band })}</Button>
        </div>
      ))}
      {next && <Button size="small" className="field-add" onClick={() => set(next, "", "1")}>{said(w.addBand, { band: next })}</Button>}
    </fieldset>
  );
}
