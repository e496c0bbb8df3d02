import type { Row } from "../../rules/publishing/merging";
import type { Product } from "../bodies";

/** A product as rows, one a field: `{field: "rates.A", value: "0.072"}`; lists are one value. */
export function fieldsOf(product: Product): Row[] {
  return leaves(product, "");
}

/** The product of such rows. */
export function productOf(rows: Row[]): Product {
  return rows.reduce<Product>((product, row) => withField(product, String(row.field), row.value), {});
}

/** The same product with another value at a path; an undefined value takes the field away. */
export function withField(product: Product, path: string, value: unknown): Product {
  const [first = "", ...rest] = path.split(".");
  const next = { ...(product as Record<string, unknown>) };
  if (rest.length) next[first] = withField((next[first] ?? {}) as Product, rest.join("."), value);
  else if (value === undefined) delete next[first];
  else next[first] = value;
  return next as Product;
}

/** Whether a trouble is about a field: the field itself, a part of it, or the whole that it is a part of. */
export function isAbout(trouble: { row_id: string | null; column: string | null }, path: string): boolean {
  const at = trouble.column ?? trouble.row_id;
  return at !== null && (at === path || at.startsWith(`${path}.`) || path.startsWith(`${at}.`));
}

function leaves(value: object, under: string): Row[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? leaves(inner as object, `${under}${name}.`)
      : [{ field: `${under}${name}`, value: inner as unknown }],
  );
}
