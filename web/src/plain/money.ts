import type { Language } from "../words/text";

const FEN_A_YUAN = 100;
const WAN_YUAN = 10_000;
const YI_YUAN = 100_000_000;

/** Fen as Chinese users write an amount: `yuan(1234567)` is `¥12,345.67`. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  return `${sign}¥${grouped(Math.abs(fen) / FEN_A_YUAN, 2)}`;
}

/** Where space is short: `yuanShort(1_200_000_00, "zh")` is `120万元`, in English `¥1.2m`; small amounts in whole yuan. */
export function yuanShort(fen: number, language: Language): string {
  const amount = Math.abs(fen) / FEN_A_YUAN;
  const sign = fen < 0 ? "-" : "";
  return sign + (language === "zh" ? shortChinese(amount) : shortEnglish(amount));
}

/** A yearly rate or a share: `percent("0.1234")` is `12.34%`. Rates come as decimal strings. */
export function percent(share: string | number, decimals = 2): string {
  return `${(Number(share) * 100).toFixed(decimals)}%`;
}

/** A plain count: `12,345`. */
export function count(n: number): string {
  return grouped(n, 0);
}

function shortChinese(amount: number): string {
  if (amount >= YI_YUAN) return `${trimmed(amount / YI_YUAN)}亿元`;
  if (amount >= WAN_YUAN) return `${trimmed(amount / WAN_YUAN)}万元`;
  return `${grouped(Math.round(amount), 0)}元`;
}

function shortEnglish(amount: number): string {
  if (amount >= 1_000_000) return `¥${trimmed(amount / 1_000_000)}m`;
  if (amount >= 1_000) return `¥${trimmed(amount / 1_000)}k`;
  return `¥${grouped(Math.round(amount), 0)}`;
}

function trimmed(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

function grouped(value: number, decimals: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
