/** The conditions of a filter as chips, each with the filter that is left without it. */

import type { Filter } from "../bodies";
import { day, outcomes, waits, yuanShort } from "../../plain";
import { said, type Language, type Text } from "../../words";
import { codes, named } from "../words";
import { toggled, without, type ListField } from "./asking";
import { words } from "./words";

export interface Chip {
  key: string;
  name: string;
  rest: Filter;
}

const NAMED = ["outcome", "band", "kind", "waits_for"] as const;

/** Stages are not among them: they are chosen above the list. */
export function chipsOf(filter: Filter, language: Language, me: string | undefined): Chip[] {
  const say = words[language].chips;
  const one = (field: keyof Filter, name: string): Chip => ({ key: field, name, rest: without(filter, field) });
  const each = (field: ListField, name: (code: string) => string) =>
    (filter[field] ?? []).map((code) => ({ key: `${field}:${code}`, name: name(code), rest: toggled(filter, field, code) }));
  return [
    ...(filter.text ? [one("text", said(say.text, { text: filter.text }))] : []),
    ...(filter.assignee ? [one("assignee", assignee(filter.assignee, language, me))] : []),
    ...NAMED.flatMap((field) => each(field, (code) => nameOf(field, code, language))),
    ...each("status", (code) => named(codes[language].status, code)),
    ...each("bucket", (code) => said(say.bucket, { code })),
    ...each("section", (code) => said(say.section, { code })),
    ...(filter.region ? [one("region", said(say.region, { code: filter.region }))] : []),
    ...(filter.institution ? [one("institution", said(say.institution, { code: filter.institution }))] : []),
    ...(filter.amount_from_fen !== undefined ? [one("amount_from_fen", said(say.amountFrom, { amount: yuanShort(filter.amount_from_fen, language) }))] : []),
    ...(filter.amount_to_fen !== undefined ? [one("amount_to_fen", said(say.amountTo, { amount: yuanShort(filter.amount_to_fen, language) }))] : []),
    ...(filter.from ? [one("from", said(say.from, { day: day(filter.from) }))] : []),
    ...(filter.to ? [one("to", said(say.to, { day: day(filter.to) }))] : []),
  ];
}

function nameOf(field: (typeof NAMED)[number], code: string, language: Language): string {
  if (field === "kind") return named(codes[language].kind, code);
  if (field === "band") return words[language].band.replace("{band}", code);
  const names: Record<string, Text> = field === "outcome" ? outcomes : waits;
  return names[code]?.[language] ?? code;
}

function assignee(who: string, language: Language, me: string | undefined): string {
  if (who === "me" || who === me) return words[language].mine;
  if (who === "nobody") return words[language].unassigned;
  return said(words[language].chips.assignee, { who });
}
