import { describe, expect, it } from "vitest";
import { fromPercent, fromYuan, numbersIn, toPercent, toYuan } from "./written";

describe("a rate", () => {
  it("is shown as a percentage and kept as a share, digit by digit", () => {
    expect(toPercent("0.0720")).toBe("7.20");
    expect(fromPercent("7.2")).toBe("0.072");
    expect(fromPercent("12")).toBe("0.12");
    expect(fromPercent("0.5%")).toBe("0.005");
    expect(fromPercent("100")).toBe("1.00");
    expect(toPercent("1")).toBe("100");
    expect(toPercent(fromPercent("23.99"))).toBe("23.99");
  });
  it("stays as typed where it is no number", () => {
    expect(fromPercent("seven")).toBe("seven");
    expect(fromPercent("")).toBe("");
  });
});

describe("an amount", () => {
  it("is typed in yuan or 万 and kept in fen", () => {
    expect(fromYuan("5,000.5")).toBe(500_050);
    expect(fromYuan("1.2万")).toBe(1_200_000);
    expect(fromYuan("30万元")).toBe(30_000_000);
    expect(toYuan(500_050)).toBe("5000.50");
    expect(toYuan(500_000)).toBe("5000");
  });
  it("stays as typed where it is none", () => {
    expect(fromYuan("a lot")).toBe("a lot");
    expect(fromYuan("0.001")).toBe("0.001");
  });
});

describe("months", () => {
  it("are numbers parted by anything", () => expect(numbersIn("6, 12、24 x")).toEqual([6, 12, 24, "x"]));
});
