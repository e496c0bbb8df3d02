/**
 * Where everybody stands: the owner left, the enterprise right, and round both a ring a hop. On a ring the owner's
 * people stand on the owner's side, the enterprise's on the other, whoever both know above and below the middle;
 * within a side by kind of relation, farther out near those they hang on.
 *
 * Pure and without chance: the same surroundings are the same picture, so that a reviewer knows it again.
 */

import { amountOf } from "./links";
import { rankOf } from "./looks";
import { lengthOf, nearestOn, pointOn, type Place, type Ring } from "./ring";
import type { Dot } from "./seen";
import { spaced } from "./spacing";

export interface Placing {
  places: Map<string, Place>;
  /** One a hop; those of a hop that stand in two or three rows are around its first. */
  rings: Ring[];
}

const FIRST_RADIUS = 96;
const STEP = 84;
const ROW = 44;
const ROWS_MOST = 3;
const HALF_LEAST = 90;
/** Between two on one ring; the fewer there are, the more room their words have. */
const ROOMS = [
  { upTo: 16, space: 92 },
  { upTo: 40, space: 66 },
  { upTo: Infinity, space: 46 },
];

/** `aspect`: how many times wider than high the picture may be. */
export function placed(dots: Dot[], aspect: number): Placing {
  const centres = dots.filter((it) => it.hops === 0).sort((one) => (one.side === "owner" ? -1 : 1));
  let half = centres.length > 1 ? HALF_LEAST : 0;
  let placing = around(dots, centres, half);
  for (let round = 0; round < 3 && centres.length > 1; round += 1) {
    const outer = placing.outer + STEP / 2;
    half = Math.max(HALF_LEAST, Math.min(3, aspect - 1) * outer);
    placing = around(dots, centres, half);
  }
  return placing;
}

function around(dots: Dot[], centres: Dot[], half: number): Placing & { outer: number } {
  const space = ROOMS.find((it) => dots.length <= it.upTo)!.space;
  const places = new Map<string, Place>();
  centres.forEach((it, at) => places.set(it.id, { x: centres.length > 1 ? (at === 0 ? -half : half) : 0, y: 0 }));
  const rings: Ring[] = [];
  let outer = FIRST_RADIUS - STEP;
  for (let hops = 1; ; hops += 1) {
    const here = dots.filter((it) => it.hops === hops);
    if (here.length === 0) break;
    const { ring, rows } = ringFor(hops === 1 ? roomsAtFirst(here) : here.length, half, outer + STEP, space);
    const order = hops === 1 ? bySide(here) : byParent(here, ring, places);
    const wanted = wholeRows(order.map((it) => it.wanted(ring, space)), rows);
    const along = spaced(wanted, space / rows, lengthOf(ring));
    order.forEach(({ dot }, at) => places.set(dot.id, inRow(ring, along[at]!, rankAmong(along, at) % rows)));
    rings.push(ring);
    outer = ring.radius + (rows - 1) * ROW;
  }
  return { places, rings, outer: Math.max(outer, FIRST_RADIUS) };
}

const EACH_SIDE_MOST = 40;

/** Whoever both know keep the middle as long as neither side is a crowd. */
function roomsAtFirst(dots: Dot[]): number {
  const of = (side: Dot["side"]) => dots.filter((it) => it.side === side).length;
  const larger = Math.max(of("owner"), of("enterprise"));
  if (of("both") === 0 || larger > EACH_SIDE_MOST) return dots.length;
  return 2 * larger + of("both") + 2;
}

/** Where there are rows, as many places as fill them all, so that the last and the first are in different ones. */
function wholeRows(wanted: number[], rows: number): number[] {
  const free = (rows - (wanted.length % rows)) % rows;
  return [...wanted, ...new Array<number>(free).fill(wanted.at(-1) ?? 0)];
}

/** As small as it may be, in as few rows as hold everybody. */
function ringFor(count: number, half: number, least: number, space: number): { ring: Ring; rows: number } {
  const rows = Math.min(ROWS_MOST, Math.ceil((count * space) / lengthOf({ half, radius: least })));
  const needed = (((count + rows) * space) / rows - 4 * half) / (2 * Math.PI);
  return { ring: { half, radius: Math.max(least, needed) }, rows: Math.max(1, rows) };
}

function inRow({ half, radius }: Ring, along: number, row: number): Place {
  const inner = pointOn({ half, radius }, along);
  return row === 0 ? inner : pointOn({ half, radius: radius + row * ROW }, nearestOn({ half, radius: radius + row * ROW }, inner));
}

/** Which one it is, counted along the ring; neighbours stand in different rows. */
function rankAmong(along: number[], at: number): number {
  return along.filter((it, index) => it < along[at]! || (it === along[at]! && index < at)).length;
}

interface Wanting {
  dot: Dot;
  wanted: (ring: Ring, space: number) => number;
}

/** The first ring: the enterprise's from the top down on the right, the owner's on the left, both's in the middle. */
function bySide(dots: Dot[]): Wanting[] {
  const sorted = [...dots].sort(byKindThenAmount);
  const [owners, enterprises, boths] = (["owner", "enterprise", "both"] as const).map((side) => sorted.filter((it) => it.side === side)) as [Dot[], Dot[], Dot[]];
  return [
    ...enterprises.map((dot, at) => ({ dot, wanted: onSide(1 / 4, at, enterprises.length) })),
    ...owners.map((dot, at) => ({ dot, wanted: onSide(3 / 4, owners.length - 1 - at, owners.length) })),
    ...boths.map((dot, at) => ({ dot, wanted: inMiddle(at, boths.length) })),
  ];
}

function onSide(middle: number, at: number, count: number) {
  return (ring: Ring, space: number) => {
    const around = lengthOf(ring);
    const zone = Math.min(0.46 * around, Math.max(count * space, 0.8 * Math.PI * ring.radius));
    return middle * around + ((at + 0.5) / count - 0.5) * zone;
  };
}

/** By turns above and below. */
function inMiddle(at: number, count: number) {
  return (ring: Ring, space: number) => {
    const around = lengthOf(ring);
    const isAbove = at % 2 === 0;
    const own = isAbove ? Math.ceil(count / 2) : Math.floor(count / 2);
    const off = (Math.floor(at / 2) - (own - 1) / 2) * space;
    return ((isAbove ? 0 : around / 2) + off + around) % around;
  };
}

/** So little apart that no other family's comes between; the spacing gives them room. */
const TOGETHER = 0.001;

/** Farther out: beside whom they hang on, brothers next to each other in their order. */
function byParent(dots: Dot[], ring: Ring, places: Map<string, Place>): Wanting[] {
  const families = new Map<string, Dot[]>();
  for (const dot of [...dots].sort(byKindThenAmount)) families.set(dot.parent ?? "", [...(families.get(dot.parent ?? "") ?? []), dot]);
  return [...families].flatMap(([parent, own]) => {
    const middle = nearestOn(ring, places.get(parent) ?? { x: 0, y: 0 });
    return own.map((dot, at) => ({
      dot,
      wanted: (on: Ring) => (middle + (at - (own.length - 1) / 2) * TOGETHER + lengthOf(on)) % lengthOf(on),
    }));
  });
}

function byKindThenAmount(one: Dot, other: Dot): number {
  const kinds = rankOf(one.link?.kind ?? "") - rankOf(other.link?.kind ?? "");
  const amount = (dot: Dot) => (dot.link ? amountOf(dot.link) : 0);
  return kinds || amount(other) - amount(one) || (one.id < other.id ? -1 : 1);
}
