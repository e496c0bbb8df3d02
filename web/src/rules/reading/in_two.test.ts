import { describe, expect, it } from "vitest";
import { called } from "./in_two";

describe("a column's name", () => {
  it("is taken apart where it is written in both languages", () => {
    expect(called({ name: "授权 consent", field: "has_consent" }, "zh")).toBe("授权");
    expect(called({ name: "授权 consent", field: "has_consent" }, "en")).toBe("consent");
  });
  it("is never Chinese to an English reader", () => {
    expect(called({ name: "上限", field: "most_yuan" }, "en")).toBe("most yuan");
    expect(called({ name: "上限", field: "most_yuan" }, "zh")).toBe("上限");
  });
  it("is the field where nobody named it", () => {
    expect(called({ name: "", field: "sales_months_most" }, "en")).toBe("sales months most");
  });
});
