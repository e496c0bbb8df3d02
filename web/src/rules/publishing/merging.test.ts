import { describe, expect, it } from "vitest";
import { byId, ours, taken, theirCount, type Row } from "./merging";

const began: Row[] = [{ _id: "a", x: "1" }, { _id: "b", x: "2" }, { _id: "c", x: "3" }];
const mine: Row[] = [{ _id: "a", x: "9" }, { _id: "new", x: "5" }, { _id: "c", x: "3", y: "" }];
const theirs: Row[] = [{ _id: "c", x: "3" }, { _id: "a", x: "7" }, { _id: "b", x: "2" }];

describe("two people at one table", () => {
  const changes = ours(byId(began, "_id"), byId(mine, "_id"), byId(theirs, "_id"));
  it("says what is ours, and where both were", () => {
    expect(changes.map((it) => [it.id, it.isBoth])).toEqual([["a", true], ["new", false], ["b", false]]);
    expect(theirCount(byId(began, "_id"), byId(theirs, "_id"))).toBe(1);
  });
  it("lays the chosen changes on top of theirs, in their order", () => {
    expect(taken(theirs, mine, changes, "_id").map((it) => [it._id, it.x])).toEqual([["c", "3"], ["a", "9"], ["new", "5"]]);
  });
  it("leaves theirs as it is where nothing is chosen", () => {
    expect(taken(theirs, mine, [], "_id")).toEqual(theirs);
  });
});
