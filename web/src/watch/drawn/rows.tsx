import { Along, wide } from "./axis";
import { linear, ticks } from "./scale";

const ROW = 30;
const TALL = 42;
const NARROW = 460;
const TOP = 8;
const FOOT = 24;

export interface Row {
  name: string;
  value: number;
  low: number;
  high: number;
  colour: string;
}

interface Props {
  width: number;
  rows: Row[];
  said: (value: number) => string;
  /** Values with a line and a word: 0.10, 0.25; the four fifths. */
  marks: { value: number; said: string }[];
  at: number | null;
  point: (place: number | null) => void;
  /** Bars from nothing, or dots where only the place says something. */
  kind: "bars" | "dots";
  most?: number;
}

/** How high so many rows stand; where there is little room the name stands above its bar. */
export const heightOf = (rows: number) => TOP + rows * (window.innerWidth < 560 ? TALL : ROW) + FOOT + 16;

/** One row a thing: its name, a bar or a dot, and the interval it surely lies in. */
export function Rows({ width, rows, said, marks, at, point, kind, most }: Props) {
  const isNarrow = width < NARROW && window.innerWidth < 560;
  const row = isNarrow ? TALL : ROW;
  const names = isNarrow ? -4 : Math.min(Math.max(width * 0.34, 96), 240);
  const values = ticks(most ?? Math.max(...rows.map((row) => Math.min(row.high, row.value * 3 + 0.02)), ...marks.map((it) => it.value)) * 1.02);
  const end = values.at(-1)!;
  const x = linear(0, end, names + 10, width - 44);
  const foot = TOP + rows.length * row;
  return (
    <>
      {values.map((value) => (
        <line key={value} className="rule" x1={x(value)} x2={x(value)} y1={TOP} y2={foot} />
      ))}
      {marks.map((mark, place) => (
        <g key={mark.value} className="mark">
          <line x1={x(mark.value)} x2={x(mark.value)} y1={TOP} y2={foot} />
          <text x={x(mark.value)} y={foot + 32} textAnchor={marks.length > 1 ? (place || x(mark.value) < 40 ? "start" : "end") : x(mark.value) < 20 ? "start" : "middle"} dx={marks.length > 1 && !place && x(mark.value) < 40 ? -10 : 0}>{mark.said}</text>
        </g>
      ))}
      {rows.map((one, place) => {
        const top = TOP + row * place;
        const y = isNarrow ? top + 29 : top + row / 2;
        const high = Math.min(one.high, end);
        return (
          <g key={one.name} onMouseEnter={() => point(place)}>
            <rect x={0} y={top} width={width} height={row} className={at === place ? "pointed" : "quiet"} />
            <text x={isNarrow ? 2 : names} y={isNarrow ? top + 15 : y + 4} textAnchor={isNarrow ? "start" : "end"} className="row-name">
              {shortened(one.name, isNarrow ? width : names)}
            </text>
            {kind === "bars" && <rect x={x(0)} y={y - 7} width={Math.max(x(Math.min(one.value, end)) - x(0), 1)} height={14} fill={one.colour} rx={2} />}
            <g className="whisker">
              <line x1={x(Math.min(one.low, end))} x2={x(high)} y1={y} y2={y} />
              <line x1={x(Math.min(one.low, end))} x2={x(Math.min(one.low, end))} y1={y - 4} y2={y + 4} />
              {one.high <= end && <line x1={x(high)} x2={x(high)} y1={y - 4} y2={y + 4} />}
            </g>
            {kind === "dots" && <circle cx={x(Math.min(one.value, end))} cy={y} r={5.5} fill={one.colour} stroke="#fff" />}
            <text x={width - 2} y={y + 4} textAnchor="end" className="row-value">
              {said(one.value)}
            </text>
          </g>
        );
      })}
      <Along labels={values.map((value) => ({ x: x(value), text: said(value) }))} y={foot + 16} width={width} />
    </>
  );
}

/** A name that has room. */
function shortened(name: string, width: number): string {
  if (wide(name) <= width) return name;
  let kept = name;
  while (kept.length > 1 && wide(`${kept}…`) > width) kept = kept.slice(0, -1);
  return `${kept}…`;
}
