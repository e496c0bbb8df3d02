/** Time: which relations held on a day, and the days that a slider goes through. Pure; days are ISO dates. */

import type { Around, Line } from "./bodies";

const YEARS_AT_MOST = 10;

/** What is known now of how it was on a day. `until` is the first day on which it no longer held; a finding
 *  stands only where every line that shows it held. */
export function heldOn(around: Around, day: string): Around {
  const lines = around.lines.filter((it) => it.since <= day && (it.until === null || it.until > day));
  if (lines.length === around.lines.length) return around;
  const numbers = new Set(lines.map((it) => it.number));
  return { ...around, lines, findings: around.findings.filter((it) => it.lines.every((number) => numbers.has(number))) };
}

/** The first of each month from the oldest relation to today, then today itself; at least a year, at most ten. */
export function daysFrom(lines: Line[], today: string): string[] {
  const year = Number(today.slice(0, 4));
  const oldest = lines.reduce((least, it) => (it.since < least ? it.since : least), `${year - 1}${today.slice(4)}`);
  const from = oldest < `${year - YEARS_AT_MOST}` ? `${year - YEARS_AT_MOST}-01` : oldest.slice(0, 7);
  const days: string[] = [];
  for (let month = monthNumber(from); ; month += 1) {
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    if (day >= today) break;
    days.push(day);
  }
  return [...days, today];
}

function monthNumber(yearMonth: string): number {
  return Number(yearMonth.slice(0, 4)) * 12 + Number(yearMonth.slice(5, 7)) - 1;
}
