import { describe, expect, it } from "vitest";
import { LOOKS, STROKES, widthOf } from "./looks";

describe("looks", () => {
  it("tells every kind of relation from every other of its colour by the dash", () => {
    const seen = Object.values(STROKES).map(({ colour, dash }) => `${colour} ${dash.join(",")}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("tells every kind of node by its form", () => {
    const forms = Object.values(LOOKS).map((it) => it.form);
    expect(new Set(forms).size).toBe(forms.length);
  });

  it("draws ten million yuan broader than ten thousand, and nothing broader than can be read", () => {
    expect(widthOf(1_000_000_000)).toBeGreaterThan(widthOf(1_000_000));
    expect(widthOf(10 ** 15)).toBe(4.5);
  });
});
