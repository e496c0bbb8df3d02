/** Which dot an arrow key leads to. Pure. */

import type { Place } from "./ring";

const WAYS: Readonly<Record<string, Place>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** What lies aside counts double, so that an arrow goes on rather than across. */
const ASIDE = 2;

/** The nearest dot in the direction of the key; null where nobody is, or for another key. */
export function toWards(places: Map<string, Place>, from: string, key: string): string | null {
  const [way, here] = [WAYS[key], places.get(from)];
  if (!way || !here) return null;
  let [best, nearest] = [null as string | null, Infinity];
  for (const [id, { x, y }] of places) {
    const ahead = (x - here.x) * way.x + (y - here.y) * way.y;
    const aside = Math.abs((x - here.x) * way.y) + Math.abs((y - here.y) * way.x);
    if (id === from || ahead <= 0 || aside > ahead * ASIDE) continue;
    const away = ahead + ASIDE * aside;
    if (away < nearest) [best, nearest] = [id, away];
  }
  return best;
}
