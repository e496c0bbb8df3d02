import { Along, Up } from "./axis";
import { linear, ticks } from "./scale";

const LEFT = 46;
const TOP = 26;
const FOOT = 40;

export interface Pair {
  name: string;
  said: number;
  happened: number;
  low: number;
  high: number;
  colour: string;
}

interface Props {
  width: number;
  height: number;
  pairs: Pair[];
  said: (value: number) => string;
  across: string;
  up: string;
  at: number | null;
  point: (place: number | null) => void;
}

/** What was said against what happened: on the line both are the same. */
export function Against({ width, height, pairs, said, across, up, at, point }: Props) {
  const most = Math.max(...pairs.map((it) => Math.max(it.said, it.happened * 1.3, Math.min(it.high, it.said * 4))), 0.01);
  const values = ticks(most);
  const end = values.at(-1)!;
  const wide = Math.min(width, 560);
  const y = linear(0, end, height - FOOT, TOP);
  const x = linear(0, end, LEFT, wide - 24);
  return (
    <>
      <Up at={y} values={values} left={LEFT} right={wide - 24} said={said} unit={up} />
      <line className="even" x1={x(0)} y1={y(0)} x2={x(end)} y2={y(end)} />
      {pairs.map((pair, place) => (
        <g key={pair.name} className="pair" onMouseEnter={() => point(place)}>
          <g className="whisker">
            <line x1={x(pair.said)} x2={x(pair.said)} y1={y(pair.low)} y2={y(Math.min(pair.high, end))} />
            {[pair.low, pair.high].filter((it) => it <= end).map((it) => (
              <line key={it} x1={x(pair.said) - 4} x2={x(pair.said) + 4} y1={y(it)} y2={y(it)} />
            ))}
          </g>
          <circle cx={x(pair.said)} cy={y(pair.happened)} r={at === place ? 8 : 6} fill={pair.colour} stroke="#fff" />
          <text x={x(pair.said) + 11} y={y(pair.happened) - 6}>{pair.name}</text>
        </g>
      ))}
      <Along labels={values.slice(1).map((value) => ({ x: x(value), text: said(value) }))} y={height - FOOT + 16} width={width} />
      <text className="axis-unit" x={wide - 24} y={height - 6} textAnchor="end">{across}</text>
    </>
  );
}
