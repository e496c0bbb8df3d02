/** From values to places: a straight line, or a logarithm where ratios matter. */
export type Scale = (value: number) => number;

export function linear(from: number, to: number, low: number, high: number): Scale {
  const width = to - from || 1;
  return (value) => low + ((value - from) / width) * (high - low);
}

/** Equal steps that are round (1, 2, 2.5 or 5 times a power of ten) and reach over the most. */
export function ticks(most: number, about = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const raw = most / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= raw * 0.999) ?? 10 * power;
  const count = Math.ceil((most * 0.999) / step);
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** Which of so many labels are written so that they do not touch: always the first. */
export function everyOf(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
}
