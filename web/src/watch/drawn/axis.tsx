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
}

/** What stands under the drawing. */
export function Along({ labels, y }: AlongProps) {
  return (
    <g className="axis">
      {labels.map(({ x, text }) => (
        <text key={`${x}`} x={x} y={y} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}
