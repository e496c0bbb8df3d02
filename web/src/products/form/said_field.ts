import { percent, yuan } from "../../plain";
import type { Text } from "../../words";
import { CODES } from "../codes";

const RATE = /^(rates\.|commission_share$|partner_share$)|\.share$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A field's value as people read it: a rate in per cent, an amount in yuan, a code in words. */
export function saidField(path: string, value: unknown, say: (text: Text) => string): string {
  if (Array.isArray(value)) return value.map((it) => saidField("", it, say)).join(", ");
  if (value !== null && typeof value === "object") return saidWhole(value as Record<string, unknown>, say);
  const written = String(value ?? "");
  if (RATE.test(path) && NUMBER.test(written)) return percent(written);
  if (path.endsWith("_fen") && typeof value === "number") return yuan(value);
  const known = CODES[written];
  return known ? say(known) : written;
}

/** A fee, say: its parts in a row. */
function saidWhole(value: Record<string, unknown>, say: (text: Text) => string): string {
  if (typeof value.zh === "string" && typeof value.en === "string") return say({ zh: value.zh, en: value.en });
  return Object.entries(value)
    .map(([name, inner]) => saidField(`.${name}`, inner, say))
    .filter(Boolean)
    .join(" · ");
}
