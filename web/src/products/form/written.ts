/** Decimal strings moved by their point, so that no rate passes through a float. */

/** `toPercent("0.0720")` is `7.20`; what is no number stays as it is. */
export function toPercent(share: string | undefined): string {
  return shifted(share ?? "", 2);
}

/** `fromPercent("7.2")` is `0.072`. */
export function fromPercent(percent: string): string {
  return shifted(percent.trim().replace(/%$/, "").trim(), -2);
}

/** `toYuan(500050)` is `5000.50`. */
export function toYuan(fen: number | string | undefined): string {
  if (fen === undefined) return "";
  if (typeof fen === "string") return fen;
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** `fromYuan("5,000.5")` is `500050`; `1.2万` is understood; what is no amount stays as it is typed. */
export function fromYuan(typed: string): number | string {
  const found = /^¥?\s*(\d[\d,，]*)(?:\.(\d{1,4}))?\s*(万)?\s*元?$/.exec(typed.trim());
  if (!found) return typed;
  const yuan = Number(`${(found[1] ?? "").replace(/[,，]/g, "")}.${found[2] ?? "0"}`) * (found[3] ? 10_000 : 1);
  const fen = Math.round(yuan * 100);
  return Math.abs(fen - yuan * 100) < 1e-6 ? fen : typed;
}

/** `6, 12、24` as numbers; what is no number stays as a word, for the server to name. */
export function numbersIn(typed: string): Array<number | string> {
  return wordsIn(typed).map((it) => (/^\d{1,4}$/.test(it) ? Number(it) : it));
}

export function wordsIn(typed: string): string[] {
  return typed.split(/[\s,，、;；]+/).filter(Boolean);
}

function shifted(written: string, places: number): string {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(written.trim());
  if (!found || !(found[2] || found[3])) return written;
  const [, sign = "", whole = "", part = ""] = found;
  const digits = whole + part;
  const point = whole.length + places;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const after = padded.slice(at);
  return sign + before + (after ? `.${after}` : "");
}
