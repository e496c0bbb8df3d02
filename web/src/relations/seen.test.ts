import { describe, expect, it } from "vitest";
import { aroundOf, line, member, town, twoDeep } from "./made_up";
import { seen } from "./seen";

const NONE = new Set<string>();
const everybody = (dots: { members: unknown[]; behind: number }[]) => dots.reduce((sum, it) => sum + it.members.length + it.behind, 0);

describe("what is drawn", () => {
  it("is everybody where they are few", () => {
    const { dots, links } = seen(town(7), NONE, NONE);
    expect(dots).toHaveLength(10);
    expect(links).toHaveLength(10);
  });

  it("is one counted dot for three hundred buyers who stand alike", () => {
    const { dots } = seen(town(297), NONE, NONE);
    expect(dots.map((it) => it.members.length).sort((a, b) => a - b)).toEqual([1, 1, 1, 297]);
  });

  it("shows them one by one once their dot is opened", () => {
    const crowd = seen(town(297), NONE, NONE).dots.find((it) => it.members.length > 1)!;
    expect(seen(town(297), NONE, new Set([crowd.id])).dots).toHaveLength(300);
  });

  it.each([
    [40, 6],
    [18, 15],
    [100, 2],
  ])("stays readable with %i buyers of %i buyers each, and counts everybody once", (buyers, each) => {
    const { dots, links } = seen(twoDeep(buyers, each), NONE, NONE);
    expect(dots.length).toBeLessThanOrEqual(70);
    expect(everybody(dots)).toBe(3 + buyers + buyers * each);
    const drawn = new Set(dots.map((it) => it.id));
    expect(links.every((it) => drawn.has(it.from) && drawn.has(it.to))).toBe(true);
  });

  it("always shows who defaulted and who is part of a finding", () => {
    const around = town(200);
    around.members[60] = { ...around.members[60]!, mark: "defaulted" };
    const said = { zh: "互保", en: "a circle" };
    around.findings = [{ kind: "guarantee_cycle", ids: [around.members[90]!.id], lines: [], strength: 1, said }];
    const alone = seen(around, NONE, NONE).dots.filter((it) => it.members.length === 1).map((it) => it.id);
    expect(alone).toContain(around.members[60]!.id);
    expect(alone).toContain(around.members[90]!.id);
  });

  it("leaves out whom only hidden kinds lead to, and says how many", () => {
    const { dots, apart } = seen(town(7), new Set(["trade"]), NONE);
    expect(dots).toHaveLength(3);
    expect(apart).toBe(7);
  });

  it("draws three years of trade between two as one line", () => {
    const around = aroundOf([member("shop", { centre: "enterprise" }), member("buyer")], [1, 2, 3].map((it) => line(it, "shop", "buyer")));
    expect(seen(around, NONE, NONE).links.map((it) => it.lines.length)).toEqual([3]);
  });

  it("says how many lines of somebody are not in the answer", () => {
    const around = aroundOf([member("shop", { centre: "enterprise" }), member("buyer", { lines: 12 })], [line(1, "shop", "buyer")]);
    expect(seen(around, NONE, NONE).dots.map((it) => it.more)).toEqual([0, 11]);
  });
});
