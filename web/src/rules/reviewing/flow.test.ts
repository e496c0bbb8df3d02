import { describe, expect, it } from "vitest";
import { streamsOf } from "./flow";

describe("how outcomes move", () => {
  it("reads pairs in the order of outcomes and leaves out what nobody goes", () => {
    const streams = streamsOf({ "decline→decline": 4, "approve→decline": 1, "approve→approve": 7, "refer→approve": 0 });
    expect(streams.map((it) => [it.from, it.to, it.n])).toEqual([
      ["approve", "approve", 7],
      ["approve", "decline", 1],
      ["decline", "decline", 4],
    ]);
  });
});
