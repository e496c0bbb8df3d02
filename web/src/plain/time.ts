import type { Language } from "../words/text";

const BEIJING = "Asia/Shanghai";
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** An instant in Beijing time: `2026-11-23 14:05`. */
export function when(instant: string): string {
  return inBeijing(instant).slice(0, 16);
}

/** An instant in Beijing time with seconds, for trails: `2026-11-23 14:05:09`. */
export function whenExactly(instant: string): string {
  return inBeijing(instant);
}

/** The Beijing day of an instant, or a date as it is: `2026-11-23`. */
export function day(instant: string): string {
  return instant.length === 10 ? instant : inBeijing(instant).slice(0, 10);
}

/** How long since: `刚刚`, `5 分钟前`, `3 小时前`, `2 天前`. */
export function ago(instant: string, language: Language, now: Date = new Date()): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  if (seconds < MINUTE) return language === "zh" ? "刚刚" : "just now";
  const past = lasting(seconds, language);
  return language === "zh" ? `${past}前` : `${past} ago`;
}

/** How long: `5 分钟`, `3 小时`, `2 天`. */
export function lasting(seconds: number, language: Language): string {
  if (seconds < HOUR) return unit(Math.round(seconds / MINUTE), language, "分钟", "min");
  if (seconds < DAY) return unit(Math.floor(seconds / HOUR), language, "小时", "h");
  const days = Math.floor(seconds / DAY);
  return language === "zh" ? `${days} 天` : `${days} ${days === 1 ? "day" : "days"}`;
}

/** How long a machine took: `31 毫秒`, `1.5 秒`. */
export function took(milliseconds: number, language: Language): string {
  if (milliseconds < 1000) return unit(Math.round(milliseconds), language, "毫秒", "ms");
  const seconds = Math.round(milliseconds / 100) / 10;
  return language === "zh" ? `${seconds} 秒` : `${seconds} s`;
}

/** Whether an instant lies before now. */
export function isPast(instant: string, now: Date = new Date()): boolean {
  return Date.parse(instant) < now.getTime();
}

function unit(n: number, language: Language, zh: string, en: string): string {
  return `${n} ${language === "zh" ? zh : en}`;
}

function inBeijing(instant: string): string {
  return new Date(instant).toLocaleString("sv-SE", { timeZone: BEIJING });
}
