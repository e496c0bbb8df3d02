/**
 * What the queue is asked for, as it stands in the address and as it is sent.
 *
 * An address holds codes only: what somebody typed to find a person is kept in this tab and sent in a body.
 */

import type { Filter, Sort } from "../bodies";

export interface Asking {
  filter: Filter;
  sort: Sort;
}

export const SORTS: Sort[] = ["newest", "oldest", "waiting", "amount", "limit"];
export const PAGE_SIZE = 50;

const LISTS = ["stage", "status", "outcome", "band", "kind", "section", "bucket", "waits_for"] as const;
const WORDS = ["region", "institution", "assignee", "from", "to"] as const;
const AMOUNTS = ["amount_from_fen", "amount_to_fen"] as const;

export type ListField = (typeof LISTS)[number];

/** The asking that an address stands for; what it does not know is left out. */
export function readAsking(address: URLSearchParams): Asking {
  const filter: Record<string, unknown> = {};
  for (const name of LISTS) {
    const values = (address.get(name) ?? "").split(",").filter(Boolean);
    if (values.length > 0) filter[name] = values;
  }
  for (const name of WORDS) if (address.get(name)) filter[name] = address.get(name);
  for (const name of AMOUNTS) {
    const fen = Number(address.get(name));
    if (address.get(name) && Number.isSafeInteger(fen) && fen >= 0) filter[name] = fen;
  }
  const sort = SORTS.find((it) => it === address.get("sort")) ?? "newest";
  return { filter: filter as Filter, sort };
}

/** The address of an asking, without what was typed. */
export function writeAsking({ filter, sort }: Asking): URLSearchParams {
  const address = new URLSearchParams();
  for (const name of LISTS) if (filter[name]?.length) address.set(name, filter[name].join(","));
  for (const name of WORDS) if (filter[name]) address.set(name, filter[name]);
  for (const name of AMOUNTS) if (typeof filter[name] === "number") address.set(name, String(filter[name]));
  if (sort !== "newest") address.set("sort", sort);
  return address;
}

/** A value taken out of a list where it was, put in where it was not. */
export function toggled(filter: Filter, field: ListField, value: string): Filter {
  const now: string[] = filter[field] ?? [];
  const next = now.includes(value) ? now.filter((it) => it !== value) : [...now, value];
  return without({ ...filter, [field]: next });
}

/** The filter without fields that say nothing. */
export function without(filter: Filter, ...fields: (keyof Filter)[]): Filter {
  const kept = Object.entries(filter).filter(
    ([name, value]) => !fields.includes(name as keyof Filter) && !isNothing(value),
  );
  return Object.fromEntries(kept) as Filter;
}

/** How many conditions there are, each value counted. */
export function conditions(filter: Filter): number {
  return Object.values(without(filter)).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : 1),
    0,
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
