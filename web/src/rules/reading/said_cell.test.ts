import { describe, expect, it } from "vitest";
import { saidCell, saidValue } from "./said_cell";

describe("a cell", () => {
  it("reads as a sentence", () => {
    expect(saidCell("null, <= 0", "zh")).toBe("没有填，或 ≤ 0");
    expect(saidCell("not in ['MATCH', 'MISMATCH']", "en")).toBe("none of MATCH, MISMATCH");
    expect(saidCell("in ['a', 'b']", "zh")).toBe("是 a、b 之一");
    expect(saidCell("> 5 and < 9", "en")).toBe("> 5 and < 9");
    expect(saidCell("[0.1..0.3)", "zh")).toBe("0.1 ≤ x < 0.3");
    expect(saidCell("!= true", "zh")).toBe("否或没有填");
  });
  it("keeps a comma that stands in a text", () => {
    expect(saidCell("'a, b'", "en")).toBe("a, b");
  });
});

describe("an answer", () => {
  it("stands without its quotes", () => {
    expect(saidValue("'decline'", "en")).toBe("decline");
    expect(saidValue("0.05", "zh")).toBe("0.05");
  });
});
