import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { call, useDo } from "../../api";
import { count, Money, Nothing, Rate, ToneTag, type Tone } from "../../plain";
import { Empty, Panel, Refusal, useMay } from "../../shell";
import { said, useWords } from "../../words";
import type { ChangeKind, OfferFigures, ProductPreview } from "../bodies";
import { words } from "./words";
import "../../rules/reviewing/reviewing.css";

const AT_MOST = 200;
const SHOWN = 60;
const TONES: Record<ChangeKind, Tone> = { gained: "good", lost: "bad", cheaper: "good", dearer: "heed", other: "still" };

/** Past applications matched again with the draft: who gains or loses an offer, for whom it costs more or less. */
export function PreviewPanel({ code }: { code: string }) {
  const w = useWords(words);
  const tried = useDo<number, ProductPreview>((at_most, key) => call("POST", `/api/v1/products/${code}/draft/preview`, { at_most }, key));
  const [found, setFound] = useState<ProductPreview | null>(null);
  return (
    <Panel
      title={w.preview}
      extra={
        <Button type={found ? "default" : "primary"} loading={tried.isRunning} onClick={() => void tried.run(AT_MOST).then(setFound)}>
          {found ? w.again : said(w.tryIt, { n: AT_MOST })}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{w.previewWhy}</p>
        <Refusal problem={tried.problem} />
        {found && (found.tried === 0 ? <Empty title={w.nothing} /> : <Found found={found} />)}
      </div>
    </Panel>
  );
}

function Found({ found }: { found: ProductPreview }) {
  const w = useWords(words);
  const kinds = (Object.keys(TONES) as ChangeKind[]).filter((it) => found.table[it] > 0);
  return (
    <>
      <dl className="tiles">
        <div><dt>{w.tried}</dt><dd>{count(found.tried)}</dd></div>
        <div><dt>{w.same}</dt><dd>{count(found.same)}</dd></div>
        {kinds.map((it) => <div key={it}><dt>{w[it]}</dt><dd>{count(found.table[it])}</dd></div>)}
      </dl>
      {found.changes.length === 0 ? <p>{w.noChange}</p> : <Changes found={found} />}
    </>
  );
}

function Changes({ found }: { found: ProductPreview }) {
  const w = useWords(words);
  const mayOpen = useMay()("desk.read");
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={w.change}>
      <table className="flips">
        <thead>
          <tr>
            <th scope="col">{w.application}</th>
            <th scope="col">{w.change}</th>
            <th scope="col">{w.amount}</th>
            <th scope="col">{w.months}</th>
            <th scope="col">{w.cost}</th>
            <th scope="col">{w.rank}</th>
          </tr>
        </thead>
        <tbody>
          {found.changes.slice(0, SHOWN).map((it) => (
            <tr key={it.application_id}>
              <th scope="row">
                {mayOpen ? <Link to={`/work/${it.application_id}`}><code>{it.application_id.slice(-8)}</code></Link> : <code>{it.application_id.slice(-8)}</code>}
              </th>
              <td><ToneTag tone={TONES[it.kind]}>{w[it.kind]}</ToneTag></td>
              <Pair before={it.before} after={it.after} of={(one) => <Money fen={one.amount_fen} short />} figure={(one) => one.amount_fen} />
              <Pair before={it.before} after={it.after} of={(one) => said(w.monthsOf, { n: one.months })} figure={(one) => one.months} />
              <Pair before={it.before} after={it.after} of={(one) => <Rate rate={one.apr_simple} />} figure={(one) => one.apr_simple} />
              <Pair before={it.before} after={it.after} of={(one) => one.rank} figure={(one) => one.rank} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PairProps {
  before: OfferFigures | null;
  after: OfferFigures | null;
  of: (one: OfferFigures) => React.ReactNode;
  figure: (one: OfferFigures) => string | number;
}

function Pair({ before, after, of, figure }: PairProps) {
  if (before && after && figure(before) === figure(after)) return <td className="soft">{of(after)}</td>;
  return (
    <td>
      {before ? of(before) : <Nothing />} <span className="diff-arrow" aria-hidden="true">→</span> {after ? of(after) : <Nothing />}
    </td>
  );
}
