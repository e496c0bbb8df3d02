/** Everything that is drawn, in pixels of its room. Pure. */

import type { Finding } from "./bodies";
import { aspectOf, fitted, type Fitted, type Moved } from "./fitting";
import { labelled, type Label, type Room } from "./labels";
import type { Drawn } from "./link";
import { placed } from "./placing";
import type { Dot, Seen } from "./seen";

export interface Whole extends Fitted {
  radii: Map<string, number>;
  links: Drawn[];
  labels: Map<string, Label>;
}

const SWERVE_PX = 9;
const DOT_PX = { least: 5, most: 11 };
const CENTRE_PX = { least: 15, most: 22 };

export function drawn(seen: Seen, findings: Finding[], room: Room, moved: Moved, nameOf: (dot: Dot) => string): Whole {
  const fit = fitted(placed(seen.dots, aspectOf(room)), room, moved);
  const radii = new Map(seen.dots.map((it) => [it.id, radiusOf(it, fit.scale)]));
  const words = seen.dots.map((it) => ({ id: it.id, ...fit.places.get(it.id)!, radius: radii.get(it.id)!, words: nameOf(it), weight: weightOf(it) }));
  return { ...fit, radii, links: linksIn(seen, findings, fit, radii), labels: labelled(words, room) };
}

function radiusOf(dot: Dot, scale: number): number {
  const { least, most } = dot.hops === 0 ? CENTRE_PX : DOT_PX;
  const plain = Math.min(most, Math.max(least, most * scale * 1.1));
  return dot.members.length > 1 ? Math.min(22, Math.max(9, plain * (1 + 0.12 * Math.log2(dot.members.length)))) : plain;
}

/** Who is named first where not everybody can be: centres, marked ones, findings, crowds, the near before the far. */
function weightOf(dot: Dot): number {
  if (dot.hops === 0) return 1000;
  const isMarked = dot.members.some((it) => it.mark !== null);
  return (isMarked ? 500 : 0) + (dot.isFound ? 300 : 0) + (dot.members.length > 1 ? 200 : 0) + (dot.side === "both" ? 60 : 0) + (dot.behind > 0 ? 20 : 0) - dot.hops;
}

function linksIn({ links }: Seen, findings: Finding[], { places }: Fitted, radii: Map<string, number>): Drawn[] {
  const found = new Set(findings.flatMap((it) => it.lines));
  const pairs = new Map<string, number>();
  const pairOf = (from: string, to: string) => (from < to ? `${from}|${to}` : `${to}|${from}`);
  for (const { from, to } of links) pairs.set(pairOf(from, to), (pairs.get(pairOf(from, to)) ?? 0) + 1);
  const met = new Map<string, number>();
  return links.map((link) => {
    const pair = pairOf(link.from, link.to);
    const at = met.get(pair) ?? 0;
    met.set(pair, at + 1);
    const side = link.from < link.to ? 1 : -1;
    return {
      link,
      from: places.get(link.from)!,
      to: places.get(link.to)!,
      ends: [radii.get(link.from)!, radii.get(link.to)!],
      swerve: side * (at - (pairs.get(pair)! - 1) / 2) * SWERVE_PX,
      isEnded: link.lines.every((it) => it.until !== null),
      isFound: link.lines.some((it) => found.has(it.number)),
    };
  });
}
