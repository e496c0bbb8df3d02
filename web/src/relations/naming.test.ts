import { describe, expect, it } from "vitest";
import { member } from "./made_up";
import { numbered, withNames } from "./naming";

describe("names", () => {
  it("keep their number when the picture grows", () => {
    const first = numbered(new Map(), [member("a"), member("b")]);
    const later = numbered(first, [member("new"), member("b")]);
    expect([later.get("a"), later.get("b"), later.get("new")]).toEqual([1, 2, 3]);
  });

  it("stand in a sentence in the place of handles, and of nothing else", () => {
    const told = withNames("n7052888a47e7 owns 60% of n269c98d87c7b, not of n26", (it) => ({ n7052888a47e7: "Owner" })[it]);
    expect(told).toBe("Owner owns 60% of n269c98d87c7b, not of n26");
  });
});
