import { describe, expect, it } from "vitest";
import { saidField } from "./said_field";

const say = (text: { zh: string; en: string }) => text.zh;

describe("a field's value", () => {
  it("is read in its unit", () => {
    expect(saidField("rates.A", "0.072", say)).toBe("7.20%");
    expect(saidField("amount.least_fen", 500_000, say)).toBe("¥5,000.00");
    expect(saidField("method", "bullet", say)).toBe("到期一次还清");
    expect(saidField("months", [6, 12], say)).toBe("6, 12");
    expect(saidField("rates.A", "seven", say)).toBe("seven");
  });
  it("tells a fee in a row", () => {
    const fee = { name: { zh: "公证费", en: "Notary fee" }, amount_fen: 30_000, timing: "upfront" };
    expect(saidField("fees", [fee], say)).toBe("公证费 · ¥300.00 · 放款时");
  });
});
