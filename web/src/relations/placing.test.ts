import { describe, expect, it } from "vitest";
import { member, line, town, twoDeep } from "./made_up";
import { placed } from "./placing";
import { lengthOf, nearestOn, pointOn, type Place } from "./ring";
import { seen } from "./seen";
import { spaced } from "./spacing";

const NONE = new Set<string>();
/** As if somebody opened every gathered dot. */
const EVERYTHING = { has: () => true } as unknown as ReadonlySet<string>;

function nearest(places: Place[]): number {
  return Math.min(...places.flatMap((one, at) => places.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))));
}

describe("the placing", () => {
  it("puts the owner left, the enterprise right and whoever both know in the middle", () => {
    const { places } = placed(seen(town(7), NONE, NONE).dots, 2);
    expect(places.get("owner")!.x).toBeLessThan(-50);
    expect(places.get("shop")!.x).toBeGreaterThan(50);
    expect(Math.abs(places.get("phone")!.x)).toBeLessThan(1);
  });

  it("puts each side's own people on its side, one hop on the first ring and two on the next", () => {
    const around = town(4);
    around.members.push(member("spouse", { type: "person" }), member("brother", { type: "person" }));
    around.lines.push(line(90, "owner", "spouse", "kinship"), line(91, "spouse", "brother", "kinship"));
    const { places, rings } = placed(seen(around, NONE, NONE).dots, 2);
    const [spouse, brother] = [places.get("spouse")!, places.get("brother")!];
    expect(spouse.x).toBeLessThan(places.get("owner")!.x);
    expect(places.get("firm0")!.x).toBeGreaterThan(0);
    expect(rings).toHaveLength(2);
    const away = ({ x, y }: Place) => Math.hypot(Math.max(0, Math.abs(x) - rings[0]!.half), y);
    expect(away(spouse)).toBeCloseTo(rings[0]!.radius, 6);
    expect(away(brother)).toBeCloseTo(rings[1]!.radius, 6);
  });

  it.each([
    ["ten", town(7)],
    ["three hundred at one centre", town(297)],
    ["three hundred in two rings", twoDeep(40, 6)],
    ["three hundred, most of them far out", twoDeep(5, 58)],
  ])("leaves everybody apart from everybody: %s", (_, around) => {
    const { dots } = seen(around, NONE, EVERYTHING);
    const places = [...placed(dots, 1.6).places.values()];
    expect(places).toHaveLength(around.members.length);
    expect(nearest(places)).toBeGreaterThan(30);
  });

  it("keeps those who hang on one together: nobody else's stand between them", () => {
    const { dots } = seen(twoDeep(12, 8), NONE, EVERYTHING);
    const { places, rings } = placed(dots, 2);
    const outer = dots.filter((it) => it.hops === 2).sort((one, other) => nearestOn(rings[1]!, places.get(one.id)!) - nearestOn(rings[1]!, places.get(other.id)!));
    const changes = outer.filter((it, at) => it.parent !== outer.at(at - 1)!.parent).length;
    expect(changes).toBe(12);
  });

  it("is the same every time", () => {
    const { dots } = seen(town(40), NONE, NONE);
    expect(placed(dots, 2)).toEqual(placed(dots, 2));
  });

  it("places one centre alone in the middle", () => {
    const around = town(5);
    around.members = around.members.filter((it) => it.id !== "owner");
    const { places } = placed(seen(around, NONE, NONE).dots, 2);
    expect(places.get("shop")).toEqual({ x: 0, y: 0 });
  });
});

describe("a ring", () => {
  it("gives back how far along it a point lies", () => {
    const ring = { half: 100, radius: 80 };
    for (let along = 0; along < lengthOf(ring); along += 13) {
      expect(nearestOn(ring, pointOn(ring, along))).toBeCloseTo(along, 6);
    }
  });
});

describe("spacing", () => {
  it("moves nobody who has room", () => {
    expect(spaced([10, 40, 70], 20, 100)).toEqual([10, 40, 70]);
  });

  it("moves a crowd apart evenly, round its middle", () => {
    expect(spaced([50, 50, 50], 10, 100)).toEqual([40, 50, 60]);
  });

  it.each([1, 5, 30, 100])("keeps %i that want one place at least so far apart on a closed line", (count) => {
    const places = spaced(new Array<number>(count).fill(3), 10, 1000).sort((a, b) => a - b);
    const gaps = places.map((it, at) => (at === 0 ? it + 1000 - places.at(-1)! : it - places[at - 1]!));
    expect(Math.min(...gaps)).toBeGreaterThan(9.999);
  });
});
