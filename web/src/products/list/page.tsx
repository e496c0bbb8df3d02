import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { call, useAsk } from "../../api";
import { percent, ToneTag, yuanShort } from "../../plain";
import { Empty, PageHead, Panel, Shown, useMay } from "../../shell";
import { said, useLanguage, useText, useWords } from "../../words";
import { Standing } from "../../rules/publishing/standing";
import type { ProductLine } from "../bodies";
import { CODES } from "../codes";
import { CostSpan } from "../seen/cost";
import { words } from "../words";
import { NewProduct } from "./new";
import "./list.css";

/** The line in a list's bar. The law's own figure, with its basis and date, is on the page of each product. */
const CAP = 0.24;

/** Every product by institution: amounts, terms, rates, and what it truly costs. */
export default function ProductList() {
  const w = useWords(words);
  const may = useMay();
  const [isMaking, setMaking] = useState(false);
  const products = useAsk(["products"], () => call<ProductLine[]>("GET", "/api/v1/products"));
  return (
    <>
      <PageHead title={w.title} about={w.about}>
        {may("product.edit") && <Button type="primary" onClick={() => setMaking(true)}>{w.newProduct}</Button>}
      </PageHead>
      <Shown asked={products} height={520} isEmpty={(it) => it.length === 0} empty={<Panel><Empty title={w.none} /></Panel>}>
        {(lines) => (
          <>
            {houses(lines).map((house) => <House key={house[0]?.institution} lines={house} />)}
            <NewProduct isOpen={isMaking} lines={lines} onClose={() => setMaking(false)} />
          </>
        )}
      </Shown>
    </>
  );
}

function House({ lines }: { lines: ProductLine[] }) {
  const say = useText();
  const first = lines[0];
  return (
    <Panel flush title={first ? say(first.institution_name) || first.institution : ""}>
      <ul className="products">
        {lines.map((it) => <Line key={it.code} line={it} />)}
      </ul>
    </Panel>
  );
}

function Line({ line }: { line: ProductLine }) {
  const w = useWords(words);
  const say = useText();
  const [language] = useLanguage();
  const rates = Object.entries(line.rates);
  const cost = line.cost_low && line.cost_high ? [line.cost_low, line.cost_high] : null;
  return (
    <li>
      <div className="product-name">
        <Link to={`/products/${line.code}`}>{say(line.name)}</Link>
        <code className="soft">{line.code}</code>
      </div>
      <span>
        {line.amount_least_fen !== null && line.amount_most_fen !== null &&
          `${yuanShort(line.amount_least_fen, language)} – ${yuanShort(line.amount_most_fen, language)}`}
        <br />
        <span className="soft">
          {line.months.length > 0 && said(w.monthsOf, { n: line.months.join(" / ") })}
          {line.method && ` · ${say(CODES[line.method] ?? { zh: line.method, en: line.method })}`}
        </span>
      </span>
      <span className="product-rates">
        {rates.map(([band, rate]) => (
          <span key={band}>
            <i>{band}</i> {percent(rate)}
          </span>
        ))}
      </span>
      <span className="product-cost">
        {cost && (
          <>
            <span>
              {percent(cost[0] ?? 0, 1)} – {percent(cost[1] ?? 0, 1)}
            </span>
            <CostSpan low={cost[0] ?? "0"} high={cost[1] ?? "0"} cap={CAP} label={said(w.costWords, { low: percent(cost[0] ?? 0), high: percent(cost[1] ?? 0), cap: percent(CAP, 0) })} />
          </>
        )}
      </span>
      <span className="policy-state">
        {line.is_new && <ToneTag tone="busy">{w.isNew}</ToneTag>}
        {!line.is_new && <Standing published={line.published} draft={null} />}
        {line.draft && <Standing published={line.published} draft={line.draft} only />}
      </span>
    </li>
  );
}

/** Products of one institution together, in the order they came. */
function houses(lines: ProductLine[]): ProductLine[][] {
  const found = new Map<string, ProductLine[]>();
  for (const it of lines) found.set(it.institution, [...(found.get(it.institution) ?? []), it]);
  return [...found.values()];
}
