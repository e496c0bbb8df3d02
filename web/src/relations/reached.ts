/** How far everybody is from each centre along the relations shown, and by whom they are reached. Pure. */

import type { Around } from "./bodies";
import type { Link, Step } from "./links";

export type Side = "owner" | "enterprise" | "both";

export interface Stand {
  id: string;
  /** Whose circle: nearer to one centre, or as near to both without passing through either. */
  side: Side;
  hops: number;
  /** By whom they are reached; null at a centre. */
  parent: string | null;
  /** The relation that leads there. */
  link: Link | null;
}

/** Everybody who hangs together with a centre, nearest first. */
export function reached(around: Around, steps: Map<string, Step[]>): Map<string, Stand> {
  const known = new Set(around.members.map((it) => it.id));
  const centres = around.members.filter((it) => it.centre !== null).map((it) => it.id);
  const starts = centres.length > 0 ? centres : around.members.slice(0, 1).map((it) => it.id);
  const owner = around.members.find((it) => it.centre === "owner")?.id;
  const stands = new Map<string, Stand>(
    starts.map((id) => [id, { id, side: id === owner ? "owner" : "enterprise", hops: 0, parent: null, link: null } as Stand]),
  );
  for (let wave = starts; wave.length > 0; ) {
    const hops = (stands.get(wave[0] ?? "")?.hops ?? 0) + 1;
    const next = new Map<string, Stand>();
    for (const from of wave) {
      for (const { to, link } of steps.get(from) ?? []) {
        if (stands.has(to) || !known.has(to)) continue;
        const side = stands.get(from)?.side ?? "both";
        const met = next.get(to);
        if (!met) next.set(to, { id: to, side, hops, parent: from, link });
        else if (met.side !== side) met.side = "both";
      }
    }
    for (const [id, stand] of next) stands.set(id, stand);
    wave = [...next.keys()];
  }
  return stands;
}
