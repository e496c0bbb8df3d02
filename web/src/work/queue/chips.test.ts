import { describe, expect, it } from "vitest";
import { chipsOf } from "./chips";

describe("the chips of a filter", () => {
  it("say every condition in words and lead to the filter without it", () => {
    const filter = { assignee: "me", band: ["A", "B"], amount_from_fen: 10_000_000 };
    const chips = chipsOf(filter, "zh", "account-1");
    expect(chips.map((it) => it.name)).toEqual(["我负责的", "A 档", "B 档", "至少 10万元"]);
    expect(chips[1]?.rest).toEqual({ assignee: "me", band: ["B"], amount_from_fen: 10_000_000 });
  });

  it("are in the reader's language", () => {
    expect(chipsOf({ kind: ["farm_household"], to: "2026-11-23" }, "en", undefined).map((it) => it.name)).toEqual([
      "Farm household",
      "until 2026-11-23",
    ]);
  });
});
