import { describe, expect, it } from "vitest";
import { daysFrom, heldOn } from "./held";
import { aroundOf, line } from "./made_up";

describe("time", () => {
  it("shows a relation from its first day to the day before its last", () => {
    const around = aroundOf([], [{ ...line(1, "owner", "shop"), since: "2024-03-01", until: "2025-03-01" }]);
    const shown = (day: string) => heldOn(around, day).lines.length;
    expect([shown("2024-02-29"), shown("2024-03-01"), shown("2025-02-28"), shown("2025-03-01")]).toEqual([0, 1, 1, 0]);
  });

  it("shows a finding only where everything that shows it held", () => {
    const around = aroundOf([], [line(1, "a", "b"), { ...line(2, "b", "a"), since: "2026-01-01" }]);
    around.findings = [{ kind: "guarantee_cycle", ids: ["a", "b"], lines: [1, 2], strength: 1, said: { zh: "互保", en: "a circle" } }];
    expect([heldOn(around, "2025-06-01").findings.length, heldOn(around, "2026-06-01").findings.length]).toEqual([0, 1]);
  });

  it("goes month by month from the oldest relation to today", () => {
    const days = daysFrom([{ ...line(1, "owner", "shop"), since: "2025-09-17" }], "2026-11-23");
    expect(days.slice(0, 2)).toEqual(["2025-09-01", "2025-10-01"]);
    expect(days.slice(-2)).toEqual(["2026-11-01", "2026-11-23"]);
    expect(days).toHaveLength(16);
  });

  it("goes back a year at least and ten at most", () => {
    expect(daysFrom([], "2026-11-23")[0]).toBe("2025-11-01");
    expect(daysFrom([{ ...line(1, "owner", "shop"), since: "1994-05-01" }], "2026-11-23")[0]).toBe("2016-01-01");
  });
});
