import { describe, expect, it } from "vitest";
import { edgeOf, reach } from "./scale";

const bound = (amount_fen: number) => ({ code: "need", name: { zh: "", en: "" }, amount_fen, holds: false, why: { zh: "", en: "" } });

describe("a limit's picture", () => {
  it("is no wider than four times what holds, so that a need of millions does not hide it", () => {
    expect(edgeOf([bound(100), bound(250), bound(90_000)])).toBe(400);
    expect(reach(90_000, 400)).toEqual({ share: 1, goesOn: true });
    expect(reach(100, 400)).toEqual({ share: 0.25, goesOn: false });
  });

  it("shows all of it where the bounds are near each other", () => {
    expect(edgeOf([bound(100), bound(250)])).toBe(250);
  });

  it("holds where nothing can be carried at all", () => {
    expect(edgeOf([bound(0), bound(0)])).toBe(1);
    expect(edgeOf([bound(-5), bound(300)])).toBe(300);
    expect(reach(-5, 300)).toEqual({ share: 0, goesOn: false });
  });
});
