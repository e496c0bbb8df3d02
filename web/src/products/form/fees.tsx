import { Button } from "antd";
import { said, useWords } from "../../words";
import type { Fee } from "../bodies";
import { ChoiceField, TextField, useWriting } from "./field";
import { withField } from "./paths";
import { words } from "./words";
import { fromPercent, fromYuan, toPercent, toYuan } from "./written";

const NEW: Fee = {
  name: { zh: "", en: "" },
  payee: { zh: "", en: "" },
  payee_type: "lender",
  timing: "upfront",
  basis: "amount",
  amount_fen: 0,
  payer: "borrower",
};

/** Every fee with who takes it, when and how much: all of them are part of the true cost. */
export function Fees() {
  const w = useWords(words);
  const { product, change } = useWriting();
  const fees = product.fees ?? [];
  const put = (next: Fee[]) => change(withField(product, "fees", next));
  return (
    <fieldset>
      <legend>{w.fees}</legend>
      {fees.length === 0 && <p className="soft field-wide">{w.noFees}</p>}
      {fees.map((fee, at) => (
        <FeeFields key={at} fee={fee} at={at} onChange={(next) => put(fees.map((it, n) => (n === at ? next : it)))} onDrop={() => put(fees.filter((_, n) => n !== at))} />
      ))}
      <Button size="small" className="field-add" onClick={() => put([...fees, NEW])}>{w.addFee}</Button>
    </fieldset>
  );
}

function FeeFields({ fee, at, onChange, onDrop }: { fee: Fee; at: number; onChange: (fee: Fee) => void; onDrop: () => void }) {
  const w = useWords(words);
  const path = (name: string) => `fees.${at}.${name}`;
  const set = (part: Partial<Fee>) => onChange({ ...fee, ...part });
  const isAmount = fee.basis === "amount";
  return (
    <div className="fee" role="group" aria-label={said(w.feeOf, { n: at + 1 })}>
      <div className="fee-head">
        <b>{said(w.feeOf, { n: at + 1 })}</b>
        <Button size="small" onClick={onDrop}>{said(w.dropFee, { n: at + 1 })}</Button>
      </div>
      <TextField path={path("name.zh")} label={w.feeNameZh} value={fee.name?.zh} onChange={(zh) => set({ name: { zh: String(zh), en: fee.name?.en ?? "" } })} />
      <TextField path={path("name.en")} label={w.feeNameEn} value={fee.name?.en} onChange={(en) => set({ name: { zh: fee.name?.zh ?? "", en: String(en) } })} />
      <TextField path={path("payee.zh")} label={w.payeeZh} value={fee.payee?.zh} onChange={(zh) => set({ payee: { zh: String(zh), en: fee.payee?.en ?? "" } })} />
      <TextField path={path("payee.en")} label={w.payeeEn} value={fee.payee?.en} onChange={(en) => set({ payee: { zh: fee.payee?.zh ?? "", en: String(en) } })} />
      <ChoiceField path={path("payee_type")} label={w.payee_type} among="payee_type" value={fee.payee_type} onChange={(payee_type) => set({ payee_type })} />
      <ChoiceField path={path("payer")} label={w.payer} among="payer" value={fee.payer ?? "borrower"} onChange={(payer) => set({ payer })} />
      <ChoiceField path={path("timing")} label={w.timing} among="timing" value={fee.timing} onChange={(timing) => set({ timing })} />
      <ChoiceField path={path("basis")} label={w.basis} among="basis" value={fee.basis} onChange={(basis) => set({ basis })} />
      {isAmount ? (
        <TextField path={path("amount_fen")} label={w.amount_fen} value={fee.amount_fen} shown={toYuan} kept={fromYuan} onChange={(amount_fen) => set({ amount_fen: amount_fen as number })} />
      ) : (
        <TextField path={path("share")} label={w.share} value={fee.share} shown={toPercent} kept={fromPercent} onChange={(share) => set({ share: String(share) })} />
      )}
    </div>
  );
}
