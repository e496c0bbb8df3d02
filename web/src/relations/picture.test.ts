import { describe, expect, it } from "vitest";
import { aspectOf, fitted, STILL } from "./fitting";
import { labelled, widthOfWords, type Worded } from "./labels";
import { town, twoDeep } from "./made_up";
import { placed } from "./placing";
import { seen } from "./seen";
import { toWards } from "./walking";

const NONE: ReadonlySet<string> = new Set<string>();
const EVERYTHING = { has: () => true } as unknown as ReadonlySet<string>;
const WIDE = { width: 1000, height: 480 };
const PHONE = { width: 360, height: 460 };

function worded(around = town(7), room = WIDE, opened: ReadonlySet<string> = NONE): Worded[] {
  const { dots } = seen(around, NONE, opened);
  const { places } = fitted(placed(dots, aspectOf(room)), room);
  return dots.map((it, at) => ({ id: it.id, ...places.get(it.id)!, radius: 9, words: `下游 ${at}`, weight: -at }));
}

describe("the picture", () => {
  it.each([WIDE, PHONE])("stays inside its room", (room) => {
    for (const { x, y } of worded(twoDeep(40, 6), room, EVERYTHING)) {
      expect(x).toBeGreaterThanOrEqual(20);
      expect(x).toBeLessThanOrEqual(room.width - 20);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y).toBeLessThanOrEqual(room.height - 20);
    }
  });

  it("stands upright on a phone: the owner above, the enterprise below", () => {
    const places = new Map(worded(town(7), PHONE).map((it) => [it.id, it]));
    expect(places.get("owner")!.y).toBeLessThan(places.get("shop")!.y - 60);
  });

  it("is as large as before where nobody moved it", () => {
    const placing = placed(seen(town(7), NONE, NONE).dots, 2);
    expect(fitted(placing, WIDE, STILL)).toEqual(fitted(placing, WIDE));
  });
});

describe("the words", () => {
  it.each([WIDE, PHONE])("of ten are all there", (room) => {
    const all = worded(town(7), room);
    expect(labelled(all, room).size).toBe(10);
  });

  it.each([WIDE, PHONE])("of three hundred never overlap, and the weightiest are there", (room) => {
    const all = worded(twoDeep(40, 6), room, EVERYTHING);
    const labels = labelled(all, room);
    expect(labels.has(all[0]!.id)).toBe(true);
    const boxes = [...labels.values()].map(({ x, y, words }) => ({ x, y, half: widthOfWords(words) / 2 }));
    const clashes = boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => Math.abs(one.y - other.y) < 16 && Math.abs(one.x - other.x) < one.half + other.half));
    expect(clashes).toEqual([]);
  });
});

describe("walking by arrow keys", () => {
  const places = new Map([
    ["middle", { x: 0, y: 0 }],
    ["right", { x: 50, y: 10 }],
    ["far", { x: 200, y: 0 }],
    ["above", { x: 5, y: -80 }],
  ]);

  it("goes to the nearest in that direction, and nowhere where nobody is", () => {
    expect(toWards(places, "middle", "ArrowRight")).toBe("right");
    expect(toWards(places, "middle", "ArrowUp")).toBe("above");
    expect(toWards(places, "middle", "ArrowLeft")).toBe(null);
  });
});
