import type { Language } from "../words";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as one writes it in a running text: `11月23日`, `23 Nov`. */
export function dayOf(on: string, language: Language): string {
  const [, month, day] = parts(on);
  return language === "zh" ? `${month}月${day}日` : `${day} ${MONTHS[month - 1]}`;
}

/** A day with its year: `2026年11月23日`, `23 Nov 2026`. */
export function wholeDay(on: string, language: Language): string {
  const [year] = parts(on);
  return language === "zh" ? `${year}年${dayOf(on, language)}` : `${dayOf(on, language)} ${year}`;
}

/** A month: `2026年11月`, `Nov 2026`. */
export function monthOf(on: string, language: Language): string {
  const [year, month] = parts(on);
  return language === "zh" ? `${year}年${month}月` : `${MONTHS[month - 1]} ${year}`;
}

/** A month for an axis: `26年11月`, `Nov 26`. */
export function shortMonth(on: string, language: Language): string {
  const [year, month] = parts(on);
  return language === "zh" ? `${year % 100}年${month}月` : `${MONTHS[month - 1]} ${year % 100}`;
}

function parts(on: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = on.slice(0, 10).split("-").map(Number);
  return [year, month, day];
}
