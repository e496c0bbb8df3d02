/**
 * Where everybody stands in the drawing: the owner left, the business right, their own people on the outer
 * side of each, and whoever stands between the two in the middle.
 *
 * Pure and without chance: the same neighbourhood is the same picture every time it is opened, so that a
 * reviewer recognises it. Units are drawing units; (0, 0) is the middle between the two centres.
 */

import type { Edge, Neighbourhood, Node, RelationKind } from "./bodies";

export interface Place {
  x: number;
  y: number;
}

export interface Placing {
  places: Map<string, Place>;
  /** Nodes that hang together with no centre by the relations shown; they are left out of the picture. */
  apart: Node[];
}

const SPACE = 46;
const RING = 62;
const FIRST_RING = 150;
const KINDS: RelationKind[] = [
  "operates",
  "legal_representation",
  "ownership",
  "guarantee",
  "registered_address",
  "contact_phone",
  "trade",
];

interface Branch {
  node: Node;
  kind: RelationKind;
  weight: number;
  children: Branch[];
}

/** Places for every node that can be reached from a centre. */
export function placed({ nodes, edges }: Neighbourhood): Placing {
  const centres = nodes.filter((it) => it.centre !== null);
  const seeds = centres.length > 0 ? centres : nodes.slice(0, 1);
  const around = neighbours(edges);
  const { branches, between, reached } = grown(nodes, seeds, around);
  const fans = seeds.map((seed) => fanOf(branches.get(seed.id) ?? [], seeds.length));
  const gap = centreGap(fans, between.length);
  const places = new Map<string, Place>();
  seeds.forEach((seed, at) => {
    const centre = seeds.length === 1 ? { x: 0, y: 0 } : { x: at === 0 ? -gap : gap, y: 0 };
    places.set(seed.id, centre);
    const facing = seeds.length === 1 ? "round" : at === 0 ? "left" : "right";
    spread(fans[at] ?? [], centre, facing, places);
  });
  stacked(between, places, gap);
  return { places, apart: nodes.filter((it) => !reached.has(it.id)) };
}

interface Step {
  to: string;
  edge: Edge;
}

function neighbours(edges: Edge[]): Map<string, Step[]> {
  const around = new Map<string, Step[]>();
  const add = (from: string, step: Step) => {
    if (!around.has(from)) around.set(from, []);
    around.get(from)?.push(step);
  };
  for (const edge of edges) {
    add(edge.source, { to: edge.target, edge });
    add(edge.target, { to: edge.source, edge });
  }
  return around;
}

/** Breadth first from all centres at once; a node that two centres reach at the first hop stands between. */
function grown(nodes: Node[], seeds: Node[], around: Map<string, Step[]>) {
  const known = new Map(nodes.map((it) => [it.id, it]));
  const reached = new Set(seeds.map((it) => it.id));
  const branches = new Map<string, Branch[]>(seeds.map((it) => [it.id, []]));
  const between = shared(nodes, seeds, around);
  between.forEach((it) => reached.add(it.node.id));
  let edgeOfWave = [...seeds.map((it) => it.id), ...between.map((it) => it.node.id)];
  const branchOf = new Map(between.map((it) => [it.node.id, it]));
  while (edgeOfWave.length > 0) {
    const next: string[] = [];
    for (const from of edgeOfWave) {
      for (const { to, edge } of around.get(from) ?? []) {
        const node = known.get(to);
        if (!node || reached.has(to)) continue;
        reached.add(to);
        const branch = { node, kind: edge.kind, weight: edge.weight_fen ?? 0, children: [] };
        branchOf.set(to, branch);
        (branches.get(from) ?? branchOf.get(from)?.children ?? []).push(branch);
        next.push(to);
      }
    }
    edgeOfWave = next;
  }
  return { branches, between, reached };
}

function shared(nodes: Node[], seeds: Node[], around: Map<string, Step[]>): Branch[] {
  if (seeds.length < 2) return [];
  return nodes.flatMap((node) => {
    if (node.centre !== null) return [];
    const steps = around.get(node.id) ?? [];
    const ofSeeds = seeds.filter((seed) => steps.some((it) => it.to === seed.id));
    const first = steps.find((it) => it.to === seeds[0]?.id);
    return ofSeeds.length > 1 && first
      ? [{ node, kind: first.edge.kind, weight: first.edge.weight_fen ?? 0, children: [] }]
      : [];
  });
}

/** One centre's rings, innermost first; branches of a kind stay together, the heaviest first. */
type Fan = Branch[][];

function fanOf(branches: Branch[], centres: number): Fan {
  const span = centres === 1 ? 2 * Math.PI : Math.PI * 0.86;
  const sorted = [...branches].sort(byKindThenWeight);
  const rooms = roomsFor(leaves(sorted), span);
  const fan: Fan = rooms.map(() => []);
  for (const branch of sorted) fan[emptiest(fan, rooms)]?.push(branch);
  return fan;
}

/** The ring that is least full for its room, so that a kind stays one sector across all rings. */
function emptiest(fan: Fan, rooms: number[]): number {
  const full = fan.map((ring, at) => (leaves(ring) + 1) / (rooms[at] ?? 1));
  return full.indexOf(Math.min(...full));
}

function byKindThenWeight(one: Branch, other: Branch): number {
  const kinds = KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  return kinds || other.weight - one.weight || one.node.id.localeCompare(other.node.id);
}

function leaves(branches: Branch[]): number {
  return branches.reduce((sum, it) => sum + Math.max(1, it.children.length * 0.6), 0);
}

/** How much each ring holds at a readable distance, as many rings as are needed. */
export function roomsFor(count: number, span: number): number[] {
  const rooms: number[] = [];
  for (let room = 0; room < count || rooms.length === 0; ) {
    rooms.push(Math.max(1, Math.floor((span * (FIRST_RING + rooms.length * RING)) / SPACE)));
    room += rooms.at(-1) ?? 1;
  }
  return rooms;
}

function centreGap(fans: Fan[], between: number): number {
  const widest = Math.max(0, ...fans.map((fan) => fan.length));
  return 130 + Math.min(90, between * 12) + Math.min(60, widest * 6);
}

type Facing = "left" | "right" | "round";

function spread(fan: Fan, centre: Place, facing: Facing, places: Map<string, Place>): void {
  fan.forEach((ring, at) => {
    const radius = FIRST_RING + at * RING;
    const total = leaves(ring);
    let passed = 0;
    for (const branch of ring) {
      const share = Math.max(1, branch.children.length * 0.6);
      const angle = angleAt((passed + share / 2) / total, facing, at / fan.length / Math.max(ring.length, 1));
      passed += share;
      const place = { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
      places.set(branch.node.id, place);
      behind(branch, place, angle, places, FIRST_RING + fan.length * RING - radius);
    }
  });
}

/** From the top to the bottom on the side that faces outwards; `shift` staggers neighbouring rings. */
function angleAt(share: number, facing: Facing, shift: number): number {
  if (facing === "round") return (share + shift) * 2 * Math.PI - Math.PI / 2;
  const turn = (share - 0.5) * Math.PI * 0.86;
  return facing === "right" ? turn : Math.PI - turn;
}

/** What stands behind a neighbour: a small fan of its own beyond the last ring. */
function behind(branch: Branch, at: Place, angle: number, places: Map<string, Place>, beyond: number): void {
  const children = [...branch.children].sort(byKindThenWeight);
  const perRow = Math.max(1, Math.min(children.length, 7));
  children.forEach((child, index) => {
    const row = Math.floor(index / perRow);
    const inRow = Math.min(perRow, children.length - row * perRow);
    const turn = ((index % perRow) - (inRow - 1) / 2) * 0.34;
    const radius = beyond + 44 + row * 44;
    const place = { x: at.x + radius * Math.cos(angle + turn), y: at.y + radius * Math.sin(angle + turn) };
    places.set(child.node.id, place);
    behind(child, place, angle + turn, places, 30);
  });
}

/** Whoever stands between the two centres: one above the other, in two columns where there are many. */
function stacked(between: Branch[], places: Map<string, Place>, gap: number): void {
  const columns = between.length > 6 ? 2 : 1;
  const rows = Math.ceil(between.length / columns);
  [...between].sort(byKindThenWeight).forEach((branch, at) => {
    const row = Math.floor(at / columns);
    const up = row - (rows - 1) / 2;
    const x = columns === 1 ? 0 : ((at % columns) - 0.5) * Math.min(140, gap);
    const skip = rows % 2 === 1 && up === 0 ? -34 : 0;
    const place = { x, y: up * 74 + skip };
    places.set(branch.node.id, place);
    behind(branch, place, up < 0 || skip ? -Math.PI / 2 : Math.PI / 2, places, 30 + Math.abs(up) * 10);
  });
}
