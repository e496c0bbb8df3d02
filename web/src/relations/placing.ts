/**
 * Where everybody stands in the drawing: the owner left, the business right, their own people on the outer
 * side of each, and whoever stands between the two in the middle.
 *
 * Pure and without chance: the same neighbourhood is the same picture every time it is opened, so that a
 * reviewer recognises it. Units are drawing units; (0, 0) is the middle between the two centres.
 */

import type { Neighbourhood, Node } from "./bodies";
import { grown, type Branch } from "./growing";
import { byKindThenWeight, ringsOf, roomsFor, roomy, type Fan } from "./rings";

export interface Place {
  x: number;
  y: number;
}

export interface Placing {
  places: Map<string, Place>;
  /** Nodes that hang together with no centre by the relations shown; they are left out of the picture. */
  apart: Node[];
}

const FIRST_RING = 120;
const RING = 50;
const HALF_TURN = Math.PI;

/** Places for every node that can be reached from a centre. */
export function placed({ nodes, edges }: Neighbourhood): Placing {
  const centres = nodes.filter((it) => it.centre !== null);
  const seeds = centres.length > 0 ? centres : nodes.slice(0, 1);
  const { branches, between, reached } = grown(nodes, seeds, edges);
  const own = seeds.map((seed) => branches.get(seed.id) ?? []);
  const parts = own.map((it, at) => sectors(it, spanOf(own, at)));
  const crowd = Math.max(1, ...parts.flat().map((it) => it.reach / 320));
  const gap = (110 + Math.min(90, between.length * 12)) * crowd;
  const places = new Map<string, Place>();
  seeds.forEach((seed, at) => {
    const side = sideOf(at, seeds.length);
    const centre = { x: side * gap, y: 0 };
    places.set(seed.id, centre);
    for (const sector of parts[at] ?? []) spread(sector, { centre, side }, places);
  });
  stack(between, places, { gap, crowd });
  return { places, apart: nodes.filter((it) => !reached.has(it.id)) };
}

/** -1 is the owner's side, 1 the business's, 0 a centre alone. */
function sideOf(at: number, centres: number): -1 | 0 | 1 {
  if (centres === 1) return 0;
  return at === 0 ? -1 : 1;
}

/** How wide a centre's people fan out: more than half a turn where the other centre has few. */
function spanOf(own: Branch[][], at: number): number {
  if (own.length === 1) return 2 * HALF_TURN;
  const all = own.reduce((sum, it) => sum + it.length, 0);
  const share = all === 0 ? 0 : (own[at]?.length ?? 0) / all;
  return HALF_TURN * (0.7 + 0.5 * share);
}

interface Sector {
  branches: Branch[];
  /** Radians, and how far the sector's middle lies from the direction that faces outwards. */
  span: number;
  lean: number;
  /** Of the first ring and of the last. */
  radius: number;
  reach: number;
}

const RARE_TURN = 0.42;

/** Trade is many and everything else is rare: whoever is rare has a sector of their own, where words have room. */
function sectors(branches: Branch[], span: number): Sector[] {
  const rare = branches.filter((it) => it.kind !== "trade");
  const trade = branches.filter((it) => it.kind === "trade");
  if (rare.length === 0 || trade.length === 0) return [{ branches, span, lean: 0, radius: FIRST_RING, reach: reachOf(branches, span) }];
  const apart = Math.min(span * 0.45, rare.length * RARE_TURN);
  const reach = reachOf(trade, span - apart);
  return [
    { branches: rare, span: apart, lean: (apart - span) / 2, radius: FIRST_RING + 0.7 * (reach - FIRST_RING), reach },
    { branches: trade, span: span - apart, lean: apart / 2, radius: FIRST_RING, reach },
  ];
}

function reachOf(branches: Branch[], span: number): number {
  const rings = roomsFor(branches.length, span, FIRST_RING, RING).length;
  return FIRST_RING + Math.max(0, rings - 1) * RING;
}

interface Around {
  centre: Place;
  side: -1 | 0 | 1;
}

interface Wanted {
  branch: Branch;
  turn: number;
}

/** A centre's people in rings, then theirs beyond them, each near the one they hang on. */
function spread({ branches, span, lean, radius: first }: Sector, around: Around, places: Map<string, Place>): void {
  const step = RING * Math.max(1, first / 160);
  let fan: Fan<Wanted> = ringsOf(sorted(branches), span, first, step);
  let radius = first;
  while (fan.length > 0) {
    fan.forEach((ring, at) => {
      for (const { branch, turn } of ring) places.set(branch.node.id, pointAt(around, turn + lean, radius + at * step));
    });
    radius += fan.length * step + 10;
    fan = roomy(childrenOf(fan), span, radius, step);
  }
}

function sorted(branches: Branch[]): Wanted[] {
  return [...branches].sort(byKindThenWeight).map((branch) => ({ branch, turn: 0 }));
}

function childrenOf(fan: Fan<Wanted>): Wanted[] {
  const children = fan.flat().flatMap(({ branch, turn }) => [...branch.children].sort(byKindThenWeight).map((it) => ({ branch: it, turn })));
  return children.sort((one, other) => one.turn - other.turn);
}

function pointAt({ centre, side }: Around, turn: number, radius: number): Place {
  const angle = side < 0 ? Math.PI - turn : turn;
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

const ROW = 64;

interface Middle {
  gap: number;
  /** How much farther apart everybody stands because the rest of the picture is large. */
  crowd: number;
}

/** Whoever stands between the two centres: one above the other, in two columns where there are many. */
function stack(between: Branch[], places: Map<string, Place>, { gap, crowd }: Middle): void {
  const columns = between.length > 6 ? 2 : 1;
  const rows = Math.ceil(between.length / columns);
  [...between].sort(byKindThenWeight).forEach((branch, at) => {
    const up = Math.floor(at / columns) - (rows - 1) / 2;
    const x = columns === 1 ? 0 : ((at % columns) - 0.5) * Math.min(140 * crowd, gap);
    const y = (up === 0 ? -40 : up * ROW) * crowd;
    places.set(branch.node.id, { x, y });
    beyond(branch, { x, y: y < 0 ? y - rows * 6 : y + rows * 6 }, places, crowd);
  });
}

/** What hangs on somebody in the middle: rows above or below. */
function beyond(branch: Branch, at: Place, places: Map<string, Place>, crowd: number): void {
  const perRow = 4;
  const down = at.y < 0 ? -crowd : crowd;
  branch.children.forEach((child, index) => {
    const row = Math.floor(index / perRow);
    const inRow = Math.min(perRow, branch.children.length - row * perRow);
    const place = { x: at.x + ((index % perRow) - (inRow - 1) / 2) * 44 * crowd, y: at.y + down * (54 + row * 44) };
    places.set(child.node.id, place);
    beyond(child, place, places, crowd);
  });
}
