import type { Scale } from "./scale";

interface UpProps {
  at: Scale;
  values: number[];
  left: number;
  right: number;
  said: (value: number) => string;
  unit?: string;
}

/** Lines across with their values on the left; the unit stands above them. */
export function Up({ at, values, left, right, said, unit }: UpProps) {
  const top = at(values.at(-1) ?? 0);
  return (
    <g className="axis">
      {unit && (
        <text x={0} y={top - 10} className="axis-unit">
          {unit}
        </text>
      )}
      {values.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={at(value)} y2={at(value)} />
          <text x={left - 6} y={at(value) + 4} textAnchor="end">
            {said(value)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface AlongProps {
  labels: { x: number; text: string }[];
  y: number;
  width: number;
}

const CHARACTER = 12;

/** What stands under the drawing. */
export function Along({ labels, y, width }: AlongProps) {
  return (
    <g className="axis">
      {labels.map(({ x, text }) => {
        const half = wide(text) / 2;
        const [at, anchor] = x + half > width ? [width, "end" as const] : x - half < 0 ? [0, "start" as const] : [x, "middle" as const];
        return (
          <text key={x} x={at} y={y} textAnchor={anchor}>
            {text}
          </text>
        );
      })}
    </g>
  );
}

/** How wide a word stands: Chinese characters are as wide as they are tall, others about half. */
export function wide(text: string): number {
  return [...text].reduce((all, one) => all + (one.charCodeAt(0) > 0x2e80 ? CHARACTER : CHARACTER * 0.56), 0);
}
