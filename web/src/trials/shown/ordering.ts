interface Told {
  segment: string;
  value: string;
}

const ORDER = ["band", "trade", "amount", "path"];

/** Segments as people look for them; one whose every case has the same value tells nothing and stays out. */
export function ordered<T extends Told>(sides: T[]): T[] {
  const values = new Map<string, number>();
  for (const it of sides) values.set(it.segment, (values.get(it.segment) ?? 0) + 1);
  return sides
    .filter((it) => (values.get(it.segment) ?? 0) > 1)
    .sort((a, b) => ORDER.indexOf(a.segment) - ORDER.indexOf(b.segment) || byValue(a.value, b.value));
}

/** Amounts by size, unknown last, everything else by its letters. */
function byValue(a: string, b: string): number {
  if (a === "–" || b === "–") return Number(a === "–") - Number(b === "–");
  return (parseInt(a, 10) || 0) - (parseInt(b, 10) || 0) || a.localeCompare(b);
}
