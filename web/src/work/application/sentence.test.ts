import { describe, expect, it } from "vitest";
import { sentence } from "./sentence";

describe("several findings as one line", () => {
  it("are joined in their own language, with one full stop less", () => {
    expect(sentence(["没有发票。", "等级未知。"])).toBe("没有发票；等级未知");
    expect(sentence(["No invoices.", "Band unknown"])).toBe("No invoices; Band unknown");
  });
});
