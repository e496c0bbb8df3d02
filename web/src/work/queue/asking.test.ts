import { describe, expect, it } from "vitest";
import { conditions, readAsking, toggled, without, writeAsking, type Asking } from "./asking";

const ASKING: Asking = {
  filter: { stage: ["needs_person", "offered"], assignee: "me", amount_from_fen: 10_000_000, from: "2026-11-01" },
  sort: "waiting",
};

describe("the address of the queue", () => {
  it("says the same asking again", () => {
    expect(readAsking(writeAsking(ASKING))).toEqual(ASKING);
  });

  it("never holds what somebody typed to find a person", () => {
    const address = writeAsking({ filter: { ...ASKING.filter, text: "测试一" }, sort: "newest" });
    expect(decodeURIComponent(address.toString())).not.toContain("测试一");
  });

  it("leaves out what it does not understand", () => {
    const address = new URLSearchParams("stage=&amount_from_fen=many&sort=luck&what=1");
    expect(readAsking(address)).toEqual({ filter: {}, sort: "newest" });
  });
});

describe("a filter", () => {
  it("takes a value out where it was and drops a list that is empty", () => {
    expect(toggled({ stage: ["lent"] }, "stage", "lent")).toEqual({});
    expect(toggled({ stage: ["lent"] }, "stage", "ended")).toEqual({ stage: ["lent", "ended"] });
  });

  it("counts every value that somebody chose", () => {
    expect(conditions(ASKING.filter)).toBe(5);
    expect(conditions(without(ASKING.filter, "stage"))).toBe(3);
  });
});
