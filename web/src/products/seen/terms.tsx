import { percent, yuan, yuanShort } from "../../plain";
import { said, useLanguage, useText, useWords } from "../../words";
import type { Choice, Corner, Fee, Product } from "../bodies";
import { CODES } from "../codes";
import { useChoice } from "../form/field";
import { words } from "./words";
import "./seen.css";

/** What a product offers, in words. */
export function Terms({ product, choices }: { product: Product; choices: Record<string, Choice[]> }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const listed = useListed(choices);
  const fees = product.fees ?? [];
  const amount = (fen: number | string | undefined) => (typeof fen === "number" ? yuanShort(fen, language) : (fen ?? ""));
  return (
    <dl className="terms">
      <dt>{w.amount}</dt>
      <dd>{amount(product.amount?.least_fen)} – {amount(product.amount?.most_fen)}</dd>
      <dt>{w.months}</dt>
      <dd>{said(w.monthsOf, { list: (product.months ?? []).join(" / ") })}</dd>
      <dt>{w.rates}</dt>
      <dd>{Object.entries(product.rates ?? {}).map(([band, rate]) => `${said(w.band, { band })} ${percent(rate)}`).join(" · ")}</dd>
      <dt>{w.method}</dt>
      <dd>{listed("method", [product.method ?? ""])}</dd>
      <dt>{w.fees}</dt>
      <dd>{fees.length === 0 ? w.noFees : <ul>{fees.map((it, at) => <FeeLine key={at} fee={it} />)}</ul>}</dd>
      <dt>{w.kinds}</dt>
      <dd>{listed("borrower_kinds", product.borrower_kinds ?? [])}</dd>
      <dt>{w.purposes}</dt>
      <dd>{listed("purposes", product.purposes ?? [])}</dd>
      <dt>{w.data}</dt>
      <dd>{listed("required_data", product.required_data ?? []) || w.none}</dd>
      <dt>{w.active}</dt>
      <dd>{product.active?.from} – {product.active?.to}</dd>
      {product.commission_share && (
        <>
          <dt>{w.commission}</dt>
          <dd>{percent(product.commission_share)}</dd>
        </>
      )}
    </dl>
  );
}

function FeeLine({ fee }: { fee: Fee }) {
  const w = useWords(words);
  const say = useText();
  const how = typeof fee.amount_fen === "number" && fee.amount_fen > 0 ? yuan(fee.amount_fen) : percent(fee.share ?? "0");
  const when = say(CODES[fee.timing ?? ""]);
  return <li>{said(w.feeLine, { name: say(fee.name), how: `${how} ${when}`, payee: say(fee.payee) })}</li>;
}

/** Every corner with its figures, for those who want more than the picture. */
export function Corners({ corners }: { corners: Corner[] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  return (
    <details>
      <summary>{w.showAll}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={w.showAll}>
        <table className="corners">
          <thead>
            <tr>
              <th scope="col">{w.band_}</th>
              <th scope="col">{w.amount}</th>
              <th scope="col">{w.months}</th>
              <th scope="col">{w.apr}</th>
              <th scope="col">{w.effective}</th>
            </tr>
          </thead>
          <tbody>
            {corners.map((it) => (
              <tr key={`${it.band}${it.amount_fen}${it.months}`}>
                <th scope="row">{it.band}</th>
                <td>{yuanShort(it.amount_fen, language)}</td>
                <td>{it.months}</td>
                <td className={it.is_within ? undefined : "late"}>{percent(it.apr_simple)}</td>
                <td>{percent(it.apr_effective)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function useListed(choices: Record<string, Choice[]>) {
  const named = useChoice();
  const [language] = useLanguage();
  return (among: string, codes: string[]) =>
    codes
      .map((code) => named((choices[among] ?? []).find((it) => it.code === code) ?? { code, label: { zh: code, en: code } }))
      .join(language === "zh" ? "、" : ", ");
}
