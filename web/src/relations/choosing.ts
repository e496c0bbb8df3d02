/** What somebody chose in the picture, and what hangs on it. Pure. */

import type { Finding } from "./bodies";
import type { Link } from "./links";
import type { Dot, Seen } from "./seen";

export type Chosen = { kind: "dot" | "link"; id: string } | { kind: "finding"; at: number };

/** Ids of the dots and links that stand out; null where nothing is chosen. */
export function nearTo({ dots, links }: Seen, findings: Finding[], chosen: Chosen | null): Set<string> | null {
  if (!chosen) return null;
  if (chosen.kind === "finding") return partOf(dots, links, findings[chosen.at]);
  const mine = links.filter((it) => it.id === chosen.id || it.from === chosen.id || it.to === chosen.id);
  return new Set([chosen.id, ...mine.flatMap((it) => [it.id, it.from, it.to])]);
}

function partOf(dots: Dot[], links: Link[], finding: Finding | undefined): Set<string> {
  const [ids, lines] = [new Set(finding?.ids), new Set(finding?.lines)];
  const drawn = dots.filter((dot) => dot.members.some((it) => ids.has(it.id))).map((it) => it.id);
  return new Set([...drawn, ...links.filter((link) => link.lines.some((it) => lines.has(it.number))).map((it) => it.id)]);
}

export type Opening = { how: "here"; key: string; count: number } | { how: "asked"; handle: string; count: number };

/** How a dot opens: its gathered ones here, what is in no answer yet by asking; null where there is nothing more. */
export function openingOf(dot: Dot, hopsAsked: number): Opening | null {
  if (dot.members.length > 1) return { how: "here", key: dot.id, count: dot.members.length };
  if (dot.behind > 0) return { how: "here", key: dot.id, count: dot.behind };
  const [one] = dot.members;
  if (!one || one.is_super || dot.hops === 0) return null;
  return dot.more > 0 || dot.hops >= hopsAsked ? { how: "asked", handle: one.id, count: dot.more } : null;
}
