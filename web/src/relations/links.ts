/** Relations of one kind between the same two are one link: three years of trade are drawn as one line. Pure. */

import type { Line } from "./bodies";
import { rankOf } from "./looks";

export interface Link {
  id: string;
  kind: string;
  from: string;
  to: string;
  lines: Line[];
}

export function linksOf(lines: Line[], hidden: ReadonlySet<string>): Link[] {
  const links = new Map<string, Link>();
  for (const line of lines) {
    if (hidden.has(line.kind) || line.from_id === line.to_id) continue;
    const id = `${line.kind} ${line.from_id} ${line.to_id}`;
    const link = links.get(id);
    if (link) link.lines.push(line);
    else links.set(id, { id, kind: line.kind, from: line.from_id, to: line.to_id, lines: [line] });
  }
  return [...links.values()];
}

export const amountOf = ({ lines }: Pick<Link, "lines">) => lines.reduce((sum, it) => sum + (it.amount_fen ?? 0), 0);

export interface Step {
  to: string;
  link: Link;
}

/** Of everybody what leads away from them, the closest kinds first, then the heaviest. */
export function stepsOf(links: Link[]): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (from: string, step: Step) => {
    const known = steps.get(from);
    if (known) known.push(step);
    else steps.set(from, [step]);
  };
  for (const link of links) {
    add(link.from, { to: link.to, link });
    add(link.to, { to: link.from, link });
  }
  for (const own of steps.values()) own.sort(byKindThenWeight);
  return steps;
}

function byKindThenWeight(one: Step, other: Step): number {
  const kinds = rankOf(one.link.kind) - rankOf(other.link.kind);
  return kinds || amountOf(other.link) - amountOf(one.link) || (one.to < other.to ? -1 : 1);
}
