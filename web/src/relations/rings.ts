/** Rings around a centre: how many are needed, and who stands on which, apart from one another. Pure. */

import type { RelationKind } from "./bodies";
import type { Branch } from "./growing";

/** Innermost ring first. */
export type Fan<T> = T[][];

const SPACE = 40;
const KINDS: RelationKind[] = ["operates", "legal_representation", "ownership", "guarantee", "registered_address", "contact_phone", "trade"];

export function byKindThenWeight(one: Branch, other: Branch): number {
  const kinds = KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  return kinds || other.weight - one.weight || one.node.id.localeCompare(other.node.id);
}

interface Turned {
  turn: number;
}

/** Everybody on as many rings as they need; each ring is filled evenly from end to end, so that a kind stays one sector. */
export function ringsOf<T extends Turned>(all: T[], span: number, radius: number, step: number): Fan<T> {
  const rooms = roomsFor(all.length, span, radius, step);
  const fan: Fan<T> = rooms.map(() => []);
  for (const one of all) fan[emptiest(fan, rooms)]?.push(one);
  return fan.map((ring, at) => {
    const shift = (at / fan.length - 0.5 + 0.5 / fan.length) / Math.max(ring.length, 1);
    return ring.map((one, index) => ({ ...one, turn: ((index + 0.5 + shift) / ring.length - 0.5) * span }));
  });
}

/** Everybody as near as possible to the turn they want, and no nearer to one another than can be read. */
export function roomy<T extends Turned>(all: T[], span: number, radius: number, step: number): Fan<T> {
  if (all.length === 0) return [];
  const rooms = roomsFor(all.length, span, radius, step);
  const fan: Fan<T> = rooms.map(() => []);
  for (const one of all) fan[emptiest(fan, rooms)]?.push(one);
  return fan.map((ring, at) => kept(ring, SPACE / (radius + at * step), span));
}

function kept<T extends Turned>(ring: T[], least: number, span: number): T[] {
  const turns = ring.map((it) => it.turn);
  for (let at = 1; at < turns.length; at += 1) turns[at] = Math.max(turns[at] ?? 0, (turns[at - 1] ?? 0) + least);
  let most = span / 2;
  for (let at = turns.length - 1; at >= 0; at -= 1) {
    turns[at] = Math.min(turns[at] ?? 0, most);
    most = (turns[at] ?? 0) - least;
  }
  return ring.map((one, at) => ({ ...one, turn: turns[at] ?? 0 }));
}

/** How much each ring holds at a readable distance, as many rings as are needed. */
export function roomsFor(count: number, span: number, radius: number, step: number): number[] {
  const rooms: number[] = [];
  for (let room = 0; room < count; ) {
    rooms.push(Math.max(1, Math.floor((span * (radius + rooms.length * step)) / SPACE)));
    room += rooms.at(-1) ?? 1;
  }
  return rooms;
}

/** The ring that is least full for its room. */
function emptiest<T>(fan: Fan<T>, rooms: number[]): number {
  const full = fan.map((ring, at) => (ring.length + 1) / (rooms[at] ?? 1));
  return full.indexOf(Math.min(...full));
}
