import { describe, expect, it } from "vitest";
import { percent, yuan, yuanShort } from "./money";

describe("amounts", () => {
  it("writes fen as yuan with groups of three and two decimals", () => {
    expect(yuan(1_234_567)).toBe("¥12,345.67");
    expect(yuan(-5)).toBe("-¥0.05");
  });
  it("shortens by 万 and 亿 in Chinese, by k and m in English", () => {
    expect(yuanShort(1_200_000, "zh")).toBe("1.2万元");
    expect(yuanShort(30_000_000_000, "zh")).toBe("3亿元");
    expect(yuanShort(10_000_000, "zh")).toBe("10万元");
    expect(yuanShort(99_900, "zh")).toBe("999元");
    expect(yuanShort(1_200_000, "en")).toBe("¥12k");
  });
  it("writes a rate with two decimals, from the string that the server sends", () => {
    expect(percent("0.1234")).toBe("12.34%");
    expect(percent(0.5, 0)).toBe("50%");
  });
});
