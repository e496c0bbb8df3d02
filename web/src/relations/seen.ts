/**
 * What is drawn of what is known: everybody where they are few; where they are many, those who stand alike
 * (the same kind of node, the same relations to the same others) are one counted dot, and leaves far out are
 * counted at whom they hang on. Marked ones, centres and members of findings are always seen. Pure.
 */

import type { Around, Member } from "./bodies";
import { linksOf, stepsOf, type Link, type Step } from "./links";
import { reached, type Stand } from "./reached";

export interface Dot extends Stand {
  /** One, or several who stand alike. */
  members: Member[];
  /** How many are counted here and not drawn. */
  behind: number;
  /** Lines that hang on it and are in no answer yet; the server is asked for them. */
  more: number;
  isFound: boolean;
}

export interface Seen {
  dots: Dot[];
  links: Link[];
  /** How many hang together with no centre by the relations shown. */
  apart: number;
}

/** Up to so many dots nothing is gathered. */
const ALL_DRAWN = 45;
/** Above so many, leaves are counted at whom they hang on. */
const READABLE = 70;
/** Fewer alike than this are drawn one by one, in each round. */
const ALIKE_LEAST = [6, 4, 3, 3];

export function seen(around: Around, hidden: ReadonlySet<string>, opened: ReadonlySet<string>): Seen {
  const all = linksOf(around.lines, hidden);
  const stands = reached(around, stepsOf(all));
  let dots = dotsOf(around, stands);
  let links = all.filter((it) => stands.has(it.from) && stands.has(it.to));
  if (dots.length > ALL_DRAWN) {
    for (const least of ALIKE_LEAST) {
      ({ dots, links } = gathered({ dots, links }, least, opened));
      if (dots.length <= READABLE) break;
      ({ dots, links } = folded({ dots, links }, opened));
    }
  }
  return { dots, links, apart: around.members.length - stands.size };
}

interface Drawn {
  dots: Dot[];
  links: Link[];
}

function dotsOf(around: Around, stands: Map<string, Stand>): Dot[] {
  const found = new Set(around.findings.flatMap((it) => it.ids));
  const told = new Map<string, number>();
  for (const { from_id, to_id } of around.lines) for (const id of [from_id, to_id]) told.set(id, (told.get(id) ?? 0) + 1);
  return around.members.flatMap((member) => {
    const stand = stands.get(member.id);
    const more = member.is_super ? 0 : Math.max(0, member.lines - (told.get(member.id) ?? 0));
    return stand ? [{ ...stand, members: [member], behind: 0, more, isFound: found.has(member.id) }] : [];
  });
}

const isPlain = (dot: Dot) => dot.hops > 0 && !dot.isFound && dot.members.every((it) => it.mark === null && !it.is_super);

/** Those who stand alike become one dot, unless somebody opened it. */
function gathered({ dots, links }: Drawn, least: number, opened: ReadonlySet<string>): Drawn {
  const steps = stepsOf(links);
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    if (!isPlain(dot)) continue;
    const key = likeness(dot, steps.get(dot.id) ?? []);
    groups.set(key, [...(groups.get(key) ?? []), dot]);
  }
  const into = new Map<string, Dot>();
  for (const [key, alike] of groups) {
    if (count(alike) < least || alike.length < 2 || opened.has(key)) continue;
    const parent = alike[0]?.parent ?? "";
    if (opened.has(parent) && count(alike) <= 2 * ALIKE_LEAST[0]!) continue;
    const one = oneOf(key, alike);
    for (const it of alike) into.set(it.id, one);
  }
  return merged({ dots, links }, into);
}

const count = (dots: Dot[]) => dots.reduce((sum, it) => sum + it.members.length, 0);

function likeness(dot: Dot, steps: Step[]): string {
  const ways = steps.map(({ to, link }) => `${link.kind}${link.from === to ? "<" : ">"}${to}`).sort();
  return [dot.members[0]?.type, dot.members[0]?.roles[0] ?? "", dot.hops, ...ways].join(" ");
}

function oneOf(id: string, alike: Dot[]): Dot {
  const sum = (of: (dot: Dot) => number) => alike.reduce((all, it) => all + of(it), 0);
  return { ...alike[0]!, id, members: alike.flatMap((it) => it.members), behind: sum((it) => it.behind), more: sum((it) => it.more) };
}

/** Leaves that hang on one other, who is no centre, are counted there. */
function folded({ dots, links }: Drawn, opened: ReadonlySet<string>): Drawn {
  const steps = stepsOf(links);
  const into = new Map<string, Dot>();
  const known = new Map(dots.map((it) => [it.id, { ...it }]));
  const parents = new Set(dots.map((it) => it.parent));
  for (const dot of dots) {
    const parent = dot.parent === null ? undefined : known.get(dot.parent);
    const isLeaf = !parents.has(dot.id) && (steps.get(dot.id) ?? []).every((it) => it.to === dot.parent);
    if (!parent || parent.hops === 0 || !isPlain(dot) || !isLeaf || opened.has(parent.id)) continue;
    parent.behind += dot.members.length + dot.behind;
    into.set(dot.id, parent);
  }
  return merged({ dots: dots.map((it) => known.get(it.id) ?? it), links }, into);
}

/** Dots replaced by others, and the links between whoever is left, one a kind. */
function merged({ dots, links }: Drawn, into: Map<string, Dot>): Drawn {
  if (into.size === 0) return { dots, links };
  const named = (id: string | null) => (id === null ? null : (into.get(id)?.id ?? id));
  const kept = new Map<string, Dot>();
  for (const dot of dots) {
    const own = into.get(dot.id) ?? dot;
    kept.set(own.id, { ...own, parent: named(own.parent) });
  }
  const joined = new Map<string, Link>();
  for (const link of links) {
    const [from, to] = [named(link.from)!, named(link.to)!];
    if (from === to) continue;
    const id = `${link.kind} ${from} ${to}`;
    const known = joined.get(id);
    joined.set(id, known ? { ...known, lines: [...known.lines, ...link.lines] } : { ...link, id, from, to });
  }
  return { dots: [...kept.values()], links: [...joined.values()] };
}
