import type { Rule, Table } from "../bodies";

/** The table with a new row at a place; its code is free. */
export function withRow(table: Table, at: number): Table {
  const rules = [...table.rules];
  const empty = Object.fromEntries([...table.inputs, ...table.outputs].map((it) => [it.id, ""]));
  rules.splice(at, 0, { _id: freeId(rules), _description: "", ...empty });
  return { ...table, rules };
}

export function withoutRow(table: Table, at: number): Table {
  return { ...table, rules: table.rules.filter((_, place) => place !== at) };
}

export function movedRow(table: Table, from: number, to: number): Table {
  const rules = [...table.rules];
  const [row] = rules.splice(from, 1);
  if (row) rules.splice(to, 0, row);
  return { ...table, rules };
}

export function withCell(table: Table, at: number, column: string, value: string): Table {
  return { ...table, rules: table.rules.map((row, place) => (place === at ? { ...row, [column]: value } : row)) };
}

/** Rows of the editor as a file has them: empty cells left out, codes kept. */
export function tidied(rules: Rule[]): Rule[] {
  return rules.map((rule) =>
    Object.fromEntries(Object.entries(rule).filter(([key, value]) => key === "_id" || (value ?? "") !== "")),
  );
}

/**
 * A code for a new rule that no rule has.
 * The editor makes long random ids; a record of a decision is read by people.
 */
export function freeId(rules: Rule[]): string {
  const used = new Set(rules.map((it) => it._id));
  for (let n = rules.length + 1; ; n++) if (!used.has(`rule_${n}`)) return `rule_${n}`;
}

const RANDOM = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Random ids of new rows replaced by readable ones. */
export function readableIds(rules: Rule[]): Rule[] {
  const done: Rule[] = [];
  for (const rule of rules) {
    const others = [...done, ...rules];
    done.push(RANDOM.test(rule._id ?? "") ? { ...rule, _id: freeId(others) } : rule);
  }
  return done;
}
