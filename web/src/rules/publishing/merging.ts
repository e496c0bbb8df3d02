/** Anything with rows that have names of their own: rules of a table, fields of a product. */
export type Row = Record<string, unknown>;

export interface Rows {
  [id: string]: Row;
}

/** One change of ours beside what the other person has now. */
export interface Mine {
  id: string;
  began: Row | null;
  mine: Row | null;
  theirs: Row | null;
  /** They changed this row as well. */
  isBoth: boolean;
}

/** What we changed since we began and is not what they have: row by row, by its id. */
export function ours(began: Rows, mine: Rows, theirs: Rows): Mine[] {
  const ids = [...new Set([...Object.keys(mine), ...Object.keys(began)])];
  return ids
    .map((id) => ({ id, began: began[id] ?? null, mine: mine[id] ?? null, theirs: theirs[id] ?? null }))
    .filter((it) => !same(it.began, it.mine) && !same(it.mine, it.theirs))
    .map((it) => ({ ...it, isBoth: !same(it.began, it.theirs) }));
}

/** How many rows they changed since we began. */
export function theirCount(began: Rows, theirs: Rows): number {
  const ids = new Set([...Object.keys(began), ...Object.keys(theirs)]);
  return [...ids].filter((id) => !same(began[id] ?? null, theirs[id] ?? null)).length;
}

/**
 * Their rows in their order, with the chosen changes of ours: a changed row in its place, a new one after the
 * row it followed with us, a removed one gone.
 */
export function taken(theirs: Row[], mine: Row[], chosen: Mine[], key: string): Row[] {
  const rows = theirs.flatMap((row) => {
    const change = chosen.find((it) => it.id === row[key]);
    return change ? (change.mine ? [change.mine] : []) : [row];
  });
  const here = new Set(rows.map((row) => row[key]));
  for (const row of mine) {
    if (here.has(row[key]) || !chosen.some((it) => it.id === row[key])) continue;
    const before = mine.slice(0, mine.indexOf(row)).reverse().find((it) => rows.some((known) => known[key] === it[key]));
    const at = before ? rows.findIndex((known) => known[key] === before[key]) + 1 : 0;
    rows.splice(at, 0, row);
  }
  return rows;
}

export function byId(rows: Row[], key: string): Rows {
  return Object.fromEntries(rows.map((row) => [String(row[key]), row]));
}

function same(one: Row | null, other: Row | null): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** An empty cell and a missing one are the same. */
function sorted(row: Row | null): unknown {
  if (row === null) return null;
  return Object.keys(row)
    .filter((it) => row[it] !== "" && row[it] !== undefined)
    .sort()
    .map((it) => [it, row[it]]);
}
