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
