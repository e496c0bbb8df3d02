/** Who hangs on whom: trees that grow from the centres, and whoever both centres know. Pure. */

import type { Edge, Node, RelationKind } from "./bodies";

export interface Branch {
  node: Node;
  kind: RelationKind;
  weight: number;
  children: Branch[];
}

export interface Grown {
  /** The first hop of each centre. */
  branches: Map<string, Branch[]>;
  /** Nodes that every centre reaches at once. */
  between: Branch[];
  reached: Set<string>;
}

interface Step {
  to: string;
  edge: Edge;
}

/** Breadth first from all centres at once, so that everybody hangs on the nearest. */
export function grown(nodes: Node[], seeds: Node[], edges: Edge[]): Grown {
  const known = new Map(nodes.map((it) => [it.id, it]));
  const steps = stepsOf(edges);
  const between = shared(nodes, seeds, steps);
  const branches = new Map<string, Branch[]>(seeds.map((it) => [it.id, []]));
  const childrenOf = new Map<string, Branch[]>([...branches, ...between.map((it) => [it.node.id, it.children] as const)]);
  const reached = new Set(childrenOf.keys());
  let wave = [...reached];
  while (wave.length > 0) {
    const next: string[] = [];
    for (const from of wave) {
      for (const { to, edge } of steps.get(from) ?? []) {
        const node = known.get(to);
        if (!node || reached.has(to)) continue;
        const branch = { node, kind: edge.kind, weight: edge.weight_fen ?? 0, children: [] };
        reached.add(to);
        childrenOf.get(from)?.push(branch);
        childrenOf.set(to, branch.children);
        next.push(to);
      }
    }
    wave = next;
  }
  return { branches, between, reached };
}

function stepsOf(edges: Edge[]): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (from: string, step: Step) => {
    if (!steps.has(from)) steps.set(from, []);
    steps.get(from)?.push(step);
  };
  for (const edge of edges) {
    add(edge.source, { to: edge.target, edge });
    add(edge.target, { to: edge.source, edge });
  }
  return steps;
}

function shared(nodes: Node[], seeds: Node[], steps: Map<string, Step[]>): Branch[] {
  if (seeds.length < 2) return [];
  return nodes.flatMap((node) => {
    const own = steps.get(node.id) ?? [];
    const first = own.find((it) => it.to === seeds[0]?.id);
    const isShared = node.centre === null && first && seeds.every((seed) => own.some((it) => it.to === seed.id));
    return isShared ? [{ node, kind: first.edge.kind, weight: first.edge.weight_fen ?? 0, children: [] }] : [];
  });
}
