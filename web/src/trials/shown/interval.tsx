import { percent } from "../../plain";
import { useWords } from "../../words";
import type { Both, Estimate } from "../bodies";
import { words } from "./words";

const WIDTH = 400;
const HEIGHT = 34;

/** Approval of both arms on one axis: a hollow ring for the champion, a full dot for the challenger. */
export function Interval({ label, both }: { label: string; both: Both }) {
  const w = useWords(words);
  const { champion, challenger } = both;
  const told = `${label}: ${w.champion} ${inWords(champion.approval)}, ${w.challenger} ${inWords(challenger.approval)}`;
  return (
    <li>
      <span className="interval-label">{label} <span className="soft">{champion.n} / {challenger.n}</span></span>
      <svg viewBox={`-8 0 ${WIDTH + 16} ${HEIGHT}`} role="img" aria-label={told}>
        <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="interval-axis" />
        {[0, 0.25, 0.5, 0.75, 1].map((at) => <line key={at} x1={at * WIDTH} x2={at * WIDTH} y1={2} y2={HEIGHT - 2} className="interval-axis" />)}
        <Mark it={champion.approval} y={11} className="is-champion" />
        <Mark it={challenger.approval} y={23} className="is-challenger" />
      </svg>
      <span className="figure soft">{inWords(champion.approval)} → {inWords(challenger.approval)}</span>
    </li>
  );
}

function Mark({ it, y, className }: { it: Estimate | null; y: number; className: string }) {
  if (!it) return null;
  return (
    <g className={className}>
      <line x1={it.low * WIDTH} x2={it.high * WIDTH} y1={y} y2={y} />
      <circle cx={it.value * WIDTH} cy={y} r={4.5} />
    </g>
  );
}

function inWords(it: Estimate | null): string {
  return it ? percent(it.value, 0) : "—";
}
