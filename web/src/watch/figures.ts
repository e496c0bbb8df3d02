import type { Language } from "../words";

/** A share of one as per cent: `12.3%`; of nothing a dash. */
export function percent(share: number | null | undefined, places = 1): string {
  return share === null || share === undefined ? "–" : `${(share * 100).toFixed(places)}%`;
}

/** A number to two places. */
export function two(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(2);
}

/** An interval of shares: `8.1%–16.2%`. */
export function percents(low: number, high: number): string {
  return `${percent(low)}–${percent(high)}`;
}

/** An interval: `0.71–1.32`. */
export function twos(low: number, high: number): string {
  return `${two(low)}–${two(high)}`;
}

/** Milliseconds as a person reads them: `8.2`, `31`, `1,204`. */
export function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
}

/** The numbers in a bin's name as a person reads them: `≤ 1100000` is `≤ 110万`, `≤ 1.1m`; yes and no are words. */
export function shortNumbers(bin: string, language: Language): string {
  const words: Record<string, [string, string]> = { True: ["是", "yes"], False: ["否", "no"] };
  const word = words[bin];
  if (word) return word[language === "zh" ? 0 : 1];
  return bin.replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/g, (written) => shortNumber(Number(written), language));
}

function shortNumber(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size < 10_000) return String(Number(value.toPrecision(3)));
  const [unit, word] = language === "zh" ? (size < 1e8 ? [1e4, "万"] : [1e8, "亿"]) : size < 1e6 ? [1e3, "k"] : [1e6, "m"];
  return `${Number((value / (unit as number)).toPrecision(3))}${word as string}`;
}
