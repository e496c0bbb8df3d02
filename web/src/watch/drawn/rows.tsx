import { Along } from "./axis";
import { linear, ticks } from "./scale";

export const ROW = 30;
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

export const heightOf = (rows: number) => TOP + rows * ROW + FOOT + 16;

/** One row a thing: its name, a bar or a dot, and the interval it surely lies in. */
export function Rows({ width, rows, said, marks, at, point, kind, most }: Props) {
  const names = Math.min(Math.max(width * 0.34, 96), 240);
  const values = ticks(most ?? Math.max(...rows.map((row) => Math.min(row.high, row.value * 3 + 0.02)), ...marks.map((it) => it.value)) * 1.02);
  const end = values.at(-1)!;
  const x = linear(0, end, names + 10, width - 44);
  const foot = TOP + rows.length * ROW;
  return (
    <>
      {values.map((value) => (
        <line key={value} className="rule" x1={x(value)} x2={x(value)} y1={TOP} y2={foot} />
      ))}
      {rows.map((row, place) => {
        const y = TOP + ROW * place + ROW / 2;
        const high = Math.min(row.high, end);
        return (
          <g key={row.name} onMouseEnter={() => point(place)}>
            <rect x={0} y={y - ROW / 2} width={width} height={ROW} className={at === place ? "pointed" : "quiet"} />
            <text x={names} y={y + 4} textAnchor="end" className="row-name">
              {shortened(row.name, names)}
            </text>
            {kind === "bars" && <rect x={x(0)} y={y - 7} width={Math.max(x(Math.min(row.value, end)) - x(0), 1)} height={14} fill={row.colour} rx={2} />}
            <g className="whisker">
              <line x1={x(Math.min(row.low, end))} x2={x(high)} y1={y} y2={y} />
              <line x1={x(Math.min(row.low, end))} x2={x(Math.min(row.low, end))} y1={y - 4} y2={y + 4} />
              {row.high <= end && <line x1={x(high)} x2={x(high)} y1={y - 4} y2={y + 4} />}
            </g>
            {kind === "dots" && <circle cx={x(Math.min(row.value, end))} cy={y} r={5.5} fill={row.colour} stroke="#fff" />}
            <text x={width - 2} y={y + 4} textAnchor="end" className="row-value">
              {said(row.value)}
            </text>
          </g>
        );
      })}
      {marks.map((mark) => (
        <g key={mark.value} className="mark">
          <line x1={x(mark.value)} x2={x(mark.value)} y1={TOP} y2={foot} />
          <text x={x(mark.value)} y={foot + 32} textAnchor="middle">{mark.said}</text>
        </g>
      ))}
      <Along labels={values.map((value) => ({ x: x(value), text: said(value) }))} y={foot + 16} />
    </>
  );
}

const CHARACTER = 13;

/** A name that has room: Chinese characters are as wide as they are tall, others about half. */
function shortened(name: string, width: number): string {
  let used = 0;
  for (let place = 0; place < name.length; place++) {
    used += name.charCodeAt(place) > 0x2e80 ? CHARACTER : CHARACTER * 0.56;
    if (used > width) return `${name.slice(0, Math.max(place - 1, 1))}…`;
  }
  return name;
}
