import { Along, Up, wide } from "./axis";
import { everyOf, linear, ticks } from "./scale";

const LEFT = 40;
const TOP = 24;
const FOOT = 22;

export interface Stacked {
  label: string;
  parts: number[];
}

interface Props {
  width: number;
  height: number;
  columns: Stacked[];
  colours: readonly string[];
  unit: string;
  said: (value: number) => string;
  most?: number;
  at: number | null;
  point: (place: number | null) => void;
  labelWidth?: number;
  /** Side by side instead of one on the other. */
  beside?: boolean;
}

/** Columns of parts, one on the other or side by side. */
export function Columns(props: Props) {
  const { width, height, columns, colours, unit, said, at, point, labelWidth = 64, beside = false } = props;
  const tall = (parts: number[]) => (beside ? Math.max(...parts) : parts.reduce((all, one) => all + one, 0));
  const values = ticks(props.most ?? Math.max(...columns.map(({ parts }) => tall(parts)), 0));
  const y = linear(0, values.at(-1)!, height - FOOT, TOP);
  const step = (width - LEFT) / Math.max(columns.length, 1);
  const bar = Math.min(step * 0.78, beside ? 56 : 26);
  const every = everyOf(columns.length, width - LEFT, Math.max(labelWidth, ...columns.map(({ label }) => wide(label) + 10)));
  const labels = columns
    .map(({ label }, place) => ({ x: LEFT + step * (place + 0.5), text: label }))
    .filter((_, place) => place % every === 0);
  return (
    <>
      <Up at={y} values={values} left={LEFT} right={width} said={said} unit={unit} />
      {columns.map(({ label, parts }, place) => {
        const x = LEFT + step * (place + 0.5) - bar / 2;
        let below = 0;
        return (
          <g key={label} onMouseEnter={() => point(place)}>
            <rect x={LEFT + step * place} y={TOP} width={step} height={height - FOOT - TOP} className={at === place ? "pointed" : "quiet"} />
            {parts.map((part, which) => {
              const from = beside ? 0 : below;
              below += part;
              const wide = beside ? bar / parts.length : bar;
              const left = beside ? x + wide * which : x;
              return <rect key={which} x={left} width={Math.max(wide - (beside ? 1 : 0), 1)} y={y(from + part)} height={Math.max(0, y(from) - y(from + part))} fill={colours[which]} />;
            })}
          </g>
        );
      })}
      <Along labels={labels} y={height - 4} width={width} />
    </>
  );
}
