import { percent, yuanShort } from "../../plain";
import { colours } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { Corner } from "../bodies";
import { words } from "./words";
import "./seen.css";

const WIDTH = 560;
const LEFT = 56;
const RIGHT = 20;
const TOP = 26;
const ROW = 34;

/** What a product costs at its cheapest and its dearest, band by band, beside the legal cap. */
export function CostPicture({ corners, isInForce = false }: { corners: Corner[]; isInForce?: boolean }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const worst = dearest(corners);
  if (!worst) return <p className="soft">{w.noCost}</p>;
  const cap = Number(worst.cap);
  const most = Math.max(cap, Number(worst.apr_simple)) * 1.12;
  const x = (rate: number) => LEFT + (rate / most) * (WIDTH - LEFT - RIGHT);
  const bands = [...new Set(corners.map((it) => it.band))].sort();
  const height = TOP + bands.length * ROW + 8;
  const isOver = corners.some((it) => !it.is_within);
  const standing = !isOver ? w.within : isInForce ? w.overInForce : w.over;
  const worstWords = said(w.worstOf, { band: worst.band, amount: yuanShort(worst.amount_fen, language), months: worst.months, rate: percent(worst.apr_simple) });
  return (
    <figure className="cost">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${said(w.cap, { rate: percent(cap, 0) })}。${worstWords}。${standing}`}>
        {bands.map((band, at) => {
          const rates = corners.filter((it) => it.band === band).map((it) => Number(it.apr_simple));
          const [low, high] = [Math.min(...rates), Math.max(...rates)];
          const y = TOP + at * ROW;
          const colour = high > cap ? colours.bad : colours.accent;
          return (
            <g key={band}>
              <text x={0} y={y + 17}>{said(w.band, { band })}</text>
              <line x1={LEFT} x2={WIDTH - RIGHT} y1={y + 13} y2={y + 13} stroke={colours.rule} />
              <rect x={x(low)} y={y + 6} width={Math.max(x(high) - x(low), 4)} height={14} rx={3} fill={colour} />
              <text x={high > most * 0.7 ? x(low) - 6 : x(high) + 6} y={y + 17} textAnchor={high > most * 0.7 ? "end" : "start"} className="cost-figure">
                {percent(low, 1) === percent(high, 1) ? percent(high, 1) : `${percent(low, 1)}–${percent(high, 1)}`}
              </text>
            </g>
          );
        })}
        <line x1={x(cap)} x2={x(cap)} y1={TOP - 6} y2={height - 4} stroke={colours.bad} strokeWidth={1.5} strokeDasharray="5 3" />
        <text x={x(cap)} y={TOP - 11} textAnchor="end" fill={colours.bad}>{said(w.cap, { rate: percent(cap, 0) })}</text>
      </svg>
      <figcaption>
        <b className={isOver ? "late" : undefined}>{standing}</b> <span className="soft">{w.worst}</span>{worstWords}
      </figcaption>
    </figure>
  );
}

/** A thin bar for a list: the span of the cost, and where the cap lies; what is above it stands out. */
export function CostSpan({ low, high, cap, label }: { low: string; high: string; cap: number; label: string }) {
  const most = cap * 1.4;
  const at = (rate: number) => Math.min(rate / most, 1) * 100;
  const isOver = Number(high) > cap;
  return (
    <svg className="cost-span" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect x="0" y="3" width="100" height="2" fill={colours.rule} />
      <rect x={at(Number(low))} y="1" width={Math.max(at(Number(high)) - at(Number(low)), 2)} height="6" fill={isOver ? colours.bad : colours.accent} />
      <rect x={at(cap)} y="0" width="0.8" height="8" fill={colours.ink} />
    </svg>
  );
}

export function dearest(corners: Corner[]): Corner | undefined {
  return corners.reduce<Corner | undefined>((worst, it) => (!worst || Number(it.apr_simple) > Number(worst.apr_simple) ? it : worst), undefined);
}
