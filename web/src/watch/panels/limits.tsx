import { useLanguage, useWords } from "../../words";
import type { Limit } from "../bodies";
import { words } from "../words";
import { PlainTable } from "./plain_table";

/** The table of limits, folded away: value, unit, whose it is, where it comes from, since when. */
export function LimitsPanel({ limits }: { limits: Limit[] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const written = (one: Limit) => `${Array.isArray(one.value) ? one.value.join(" / ") : one.value} ${one.unit}`;
  return (
    <details className="panel watch-limits">
      <summary>{w.limits}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={w.limits}>
        <PlainTable
          figuresFrom={9}
          head={[w.limit, w.value, w.owner, w.source, w.effective]}
          rows={limits.map((one) => [
            <code key="code">{one.limit}</code>,
            <span key="value" data-as-written>{written(one)}</span>,
            <span key="owner" data-as-written>{one.owner}</span>,
            <span key="source" data-as-written lang={language === "zh" ? "en" : undefined}>{one.source}</span>,
            one.effective,
          ])}
        />
      </div>
    </details>
  );
}
