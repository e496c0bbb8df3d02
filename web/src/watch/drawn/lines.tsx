import { Along, Up } from "./axis";
import { everyOf, linear, ticks } from "./scale";

const LEFT = 46;
const TOP = 24;
const FOOT = 22;

export interface Line {
  colour: string;
  values: (number | null)[];
  dashed?: boolean;
}

interface Props {
  width: number;
  height: number;
  labels: string[];
  lines: Line[];
  unit: string;
  said: (value: number) => string;
  at: number | null;
  point: (place: number | null) => void;
  labelWidth?: number;
  /** A value that is worth a line of its own. */
  mark?: { value: number; said: string };
}

/** Lines over the same places; where a value is not known the line breaks. */
export function Lines({ width, height, labels, lines, unit, said, at, point, labelWidth = 64, mark }: Props) {
  const known = lines.flatMap(({ values }) => values).filter((it): it is number => it !== null);
  const values = ticks(Math.max(...known, mark?.value ?? 0, 0));
  const y = linear(0, values.at(-1)!, height - FOOT, TOP);
  const step = (width - LEFT - 8) / Math.max(labels.length, 1);
  const x = (place: number) => LEFT + step * (place + 0.5);
  const every = everyOf(labels.length, width - LEFT, labelWidth);
  const written = labels.map((text, place) => ({ x: x(place), text })).filter((_, place) => place % every === 0);
  return (
    <>
      <Up at={y} values={values} left={LEFT} right={width} said={said} unit={unit} />
      {mark && (
        <g className="mark">
          <line x1={LEFT} x2={width} y1={y(mark.value)} y2={y(mark.value)} />
          <text x={width - 2} y={y(mark.value) - 5} textAnchor="end">{mark.said}</text>
        </g>
      )}
      {at !== null && <line className="pointer" x1={x(at)} x2={x(at)} y1={TOP} y2={height - FOOT} />}
      {lines.map(({ colour, values: its, dashed }, which) => (
        <g key={which} stroke={colour} fill={colour}>
          {runs(its).map((run) => (
            <polyline key={run[0]} points={run.map((place) => `${x(place)},${y(its[place]!)}`).join(" ")} fill="none" strokeWidth={2} strokeDasharray={dashed ? "5 4" : undefined} />
          ))}
          {its.map((value, place) => value !== null && (its.length <= 40 || place === at) && <circle key={place} cx={x(place)} cy={y(value)} r={place === at ? 4.5 : 2.5} stroke="none" />)}
        </g>
      ))}
      {labels.map((_, place) => (
        <rect key={place} x={x(place) - step / 2} y={TOP} width={step} height={height - FOOT - TOP} fill="transparent" onMouseEnter={() => point(place)} />
      ))}
      <Along labels={written} y={height - 4} width={width} />
    </>
  );
}

/** Places that are known one after the other. */
function runs(values: (number | null)[]): number[][] {
  const found: number[][] = [];
  values.forEach((value, place) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last.at(-1) === place - 1) last.push(place);
    else found.push([place]);
  });
  return found;
}
