import { expect, test } from "vitest";
import { piecesOf } from "./marks";

test("marked words stand out, the rest stays as it was", () => {
  expect(piecesOf("测试小吃店", [{ places: [[2, 4]], weight: 2 }])).toEqual([
    { text: "测试", weight: 0 },
    { text: "小吃", weight: 1 },
    { text: "店", weight: 0 },
  ]);
});

test("where marks overlap the heavier one counts, and against stays against", () => {
  expect(piecesOf("小吃店", [{ places: [[0, 2]], weight: 2 }, { places: [[1, 3]], weight: -1 }])).toEqual([
    { text: "小吃", weight: 1 },
    { text: "店", weight: -0.5 },
  ]);
});

test("a sign outside of the basic plane counts as one, as it does for the server", () => {
  expect(piecesOf("🍜面馆", [{ places: [[1, 3]], weight: 1 }]).map((it) => it.text)).toEqual(["🍜", "面馆"]);
});

test("a place beyond the text marks nothing", () => {
  expect(piecesOf("面", [{ places: [[3, 9]], weight: 1 }])).toEqual([{ text: "面", weight: 0 }]);
});
