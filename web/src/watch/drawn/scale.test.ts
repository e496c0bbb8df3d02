import { describe, expect, it } from "vitest";
import { everyOf, linear, ticks } from "./scale";

describe("a scale", () => {
  it("takes the ends to the ends and the middle to the middle", () => {
    const at = linear(0, 10, 100, 200);
    expect([at(0), at(5), at(10)]).toEqual([100, 150, 200]);
  });

  it("does not divide by nothing", () => {
    expect(linear(3, 3, 0, 10)(3)).toBe(0);
  });

  it("has round ticks that reach over the most", () => {
    expect(ticks(0.27)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(100)).toEqual([0, 25, 50, 75, 100]);
    for (const most of [0.003, 0.7, 1, 13, 999, 12345]) {
      const found = ticks(most);
      expect(found.at(-1)).toBeGreaterThanOrEqual(most * 0.999);
      expect(found.length).toBeLessThan(8);
    }
    expect(ticks(0)).toEqual([0, 1]);
  });

  it("writes labels that have room", () => {
    expect(everyOf(90, 900, 60)).toBe(6);
    expect(everyOf(3, 900, 60)).toBe(1);
  });
});
