/** Made-up surroundings for the tests of this folder. */

import type { Around, Line, Member } from "./bodies";

export function member(id: string, more: Partial<Member> = {}): Member {
  const plain = { type: "firm", centre: null, roles: [], hops_owner: 2, hops_enterprise: 1, in_both: true };
  return { id, ...plain, is_super: false, mark: null, lines: 0, ...more };
}

export function line(number: number, from_id: string, to_id: string, kind = "trade"): Line {
  const known = { source: "invoices", basis: "consent" as const, recorded_on: "2026-11-01" };
  return { number, kind, from_id, to_id, since: "2025-01-01", until: null, amount_fen: 5_000_000, share: null, ...known };
}

export function aroundOf(members: Member[], lines: Line[]): Around {
  const words = { types: {}, kinds: {}, roles: {}, sources: {}, figures: {} };
  const found = { owners: [], controller: null, remarks: [], findings: [], figures: {}, words };
  return { as_of: "2026-11-23T04:00:00Z", members, lines, ...found, reached: members.length, complete: true, is_cut: false };
}

/** An owner and a shop on one telephone, and so many buyers. */
export function town(buyers: number): Around {
  const names = Array.from({ length: buyers }, (_, at) => `firm${at}`);
  return aroundOf(
    [
      member("owner", { type: "subject", centre: "owner" }),
      member("shop", { type: "subject", centre: "enterprise" }),
      member("phone", { type: "phone" }),
      ...names.map((it) => member(it, { roles: ["downstream"] })),
    ],
    [
      line(1, "owner", "shop", "operates"),
      line(2, "owner", "phone", "contact_phone"),
      line(3, "shop", "phone", "contact_phone"),
      ...names.map((it, at) => line(10 + at, "shop", it)),
    ],
  );
}

/** As `town`, each buyer with so many buyers of its own. */
export function twoDeep(buyers: number, each: number): Around {
  const plain = town(buyers);
  const second = Array.from({ length: buyers * each }, (_, at) => [`firm${Math.floor(at / each)}`, `second${at}`] as const);
  return {
    ...plain,
    members: [...plain.members, ...second.map(([, id]) => member(id, { hops_enterprise: 2, hops_owner: 3 }))],
    lines: [...plain.lines, ...second.map(([from, to], at) => line(1000 + at, from, to))],
  };
}
