import { useText, useWords } from "../../words";
import type { Trade } from "../bodies";
import { words } from "../words";
import { piecesOf } from "./marks";

/** Name and scope with the words that decided, and the reasons in sentences. */
export function Marked({ trade }: { trade: Trade }) {
  const w = useWords(words);
  const text = useText();
  const has = trade.evidence.some((it) => it.places.length > 0);
  return (
    <>
      {trade.name && <Words label={w.name} text={trade.name} of="name" trade={trade} />}
      {trade.business_scope && <Words label={w.scope} text={trade.business_scope} of="business_scope" trade={trade} />}
      {has && <p className="soft identify-small">{w.marked}</p>}
      {trade.evidence.length > 0 && (
        <ul className="identify-reasons">
          {trade.evidence.map((it, at) => <li key={at} data-as-written>{text(it.said)}</li>)}
        </ul>
      )}
    </>
  );
}

function Words({ label, text, of, trade }: { label: string; text: string; of: string; trade: Trade }) {
  const w = useWords(words);
  const marks = trade.evidence.filter((it) => it.source === of);
  return (
    <div className="identify-text">
      <span className="soft">{label}</span>
      <p data-as-written lang="zh-CN">
        {piecesOf(text, marks).map((it, at) =>
          it.weight === 0 ? (
            <span key={at}>{it.text}</span>
          ) : (
            <mark key={at} className={it.weight > 0 ? `mark mark-${strength(it.weight)}` : "mark mark-against"} title={it.weight < 0 ? w.against : undefined}>
              {it.text}
            </mark>
          ),
        )}
      </p>
    </div>
  );
}

const strength = (weight: number) => (weight > 0.66 ? 3 : weight > 0.33 ? 2 : 1);
