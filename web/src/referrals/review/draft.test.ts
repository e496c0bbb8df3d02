import { describe, expect, it } from "vitest";
import type { Referral } from "../bodies";
import { lacking, worthOf, type Draft } from "./draft";

const WAN = 1_000_000;
const REFERRAL = {
  authority: { needs_second_above_fen: 30 * WAN, mine_fen: 30 * WAN, highest_fen: 500 * WAN, may_decline: "decide" },
} as Referral;
const APPROVES: Draft = { outcome: "approve", limit_yuan: 300_000, band: "C", reason_zh: "账本看过。", reason_en: "Books seen." };

describe("what one's word is worth", () => {
  it("decides up to one's authority, waits above it, and is nothing above the table", () => {
    expect(worthOf(REFERRAL, APPROVES)).toBe("decides");
    expect(worthOf(REFERRAL, { ...APPROVES, limit_yuan: 300_000.01 })).toBe("waits");
    expect(worthOf(REFERRAL, { ...APPROVES, limit_yuan: 5_000_001 })).toBe("above");
  });

  it("asks the table about a decline, whatever limit is still in the form", () => {
    expect(worthOf(REFERRAL, { ...APPROVES, outcome: "decline", limit_yuan: 9_000_000 })).toBe("decides");
  });
});

describe("what is lacking", () => {
  it("is nothing in a whole approval", () => {
    expect(lacking(APPROVES, 30 * WAN).size).toBe(0);
  });

  it("is a limit within what was asked, a band, and a reason in both languages", () => {
    const empty: Draft = { outcome: "approve", limit_yuan: 400_000, band: null, reason_zh: " ", reason_en: "" };
    expect([...lacking(empty, 30 * WAN)]).toEqual(["limit_yuan", "band", "reason_zh", "reason_en"]);
    expect([...lacking({ ...empty, outcome: "decline" }, 30 * WAN)]).toEqual(["reason_zh", "reason_en"]);
  });
});
