import { expect, test } from "vitest";
import { ordered } from "./ordering";

const of = (segment: string, value: string) => ({ segment, value });

test("amounts stand by size, unknown last, and a single value is left out", () => {
  const found = ordered([
    of("path", "application"),
    of("amount", "50000-100000"),
    of("amount", "100000-200000"),
    of("band", "–"),
    of("band", "A"),
  ]);
  expect(found.map((it) => it.value)).toEqual(["A", "–", "50000-100000", "100000-200000"]);
});
