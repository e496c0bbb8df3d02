import { describe, expect, it } from "vitest";
import { fieldsOf, isAbout, productOf, withField } from "./paths";

describe("a product as fields", () => {
  const product = { code: "a", name: { zh: "甲", en: "A" }, months: [6, 12], rates: { A: "0.07" } };
  it("comes apart and together again", () => {
    expect(fieldsOf(product).map((it) => it.field)).toEqual(["code", "name.zh", "name.en", "months", "rates.A"]);
    expect(productOf(fieldsOf(product))).toEqual(product);
  });
  it("changes at one place and nowhere else", () => {
    expect(withField(product, "rates.B", "0.1").rates).toEqual({ A: "0.07", B: "0.1" });
    expect(withField(product, "rates.A", undefined).rates).toEqual({});
    expect(product.rates).toEqual({ A: "0.07" });
  });
  it("knows which trouble is whose", () => {
    const trouble = (column: string) => ({ column, row_id: null });
    expect(isAbout(trouble("rates.A"), "rates.A")).toBe(true);
    expect(isAbout(trouble("name"), "name.zh")).toBe(true);
    expect(isAbout(trouble("fees.0.amount_fen"), "fees.1.amount_fen")).toBe(false);
    expect(isAbout({ column: null, row_id: null }, "name.zh")).toBe(false);
  });
});
