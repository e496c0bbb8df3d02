import { describe, expect, it } from "vitest";
import { dayOf, monthOf, wholeDay } from "./dates";
import { ms, percent, shortNumbers, two } from "./figures";

describe("figures as a person reads them", () => {
  it("writes large bins in 万 or thousands, and yes and no as words", () => {
    expect(shortNumbers("1.79e+06–2300000", "zh")).toBe("179万–230万");
    expect(shortNumbers("≤ 45200", "en")).toBe("≤ 45.2k");
    expect(shortNumbers("> 0.314159", "zh")).toBe("> 0.314");
    expect(shortNumbers("False", "zh")).toBe("否");
    expect(shortNumbers("stock", "en")).toBe("stock");
  });

  it("has a dash for what is not known", () => {
    expect([percent(null), two(undefined), percent(0.1234), ms(8.14), ms(1203.6)]).toEqual(["–", "–", "12.3%", "8.1", "1,204"]);
  });

  it("writes days as each language does", () => {
    expect([dayOf("2026-11-03", "zh"), wholeDay("2026-11-03", "zh"), monthOf("2026-11-01", "zh")]).toEqual(["11月3日", "2026年11月3日", "2026年11月"]);
    expect([dayOf("2026-11-03", "en"), wholeDay("2026-11-03", "en"), monthOf("2026-11-01", "en")]).toEqual(["3 Nov", "3 Nov 2026", "Nov 2026"]);
  });
});
