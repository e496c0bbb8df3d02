import { describe, expect, it } from "vitest";
import { fit, pictureOf } from "./picture";

const ROOM = { width: 700, height: 480 };

describe("the picture", () => {
  it("stays inside its room, with room for the words at its edges", () => {
    const places = new Map([
      ["left", { x: -900, y: 0 }],
      ["right", { x: 900, y: 40 }],
      ["low", { x: 0, y: 700 }],
    ]);
    for (const { x, y } of fit(places, ROOM).values()) {
      expect(x).toBeGreaterThanOrEqual(60);
      expect(x).toBeLessThanOrEqual(640);
      expect(y).toBeGreaterThanOrEqual(30);
      expect(y).toBeLessThanOrEqual(440);
    }
  });

  it("marks who defaulted by colour and by word", () => {
    const text = { zh: "另一位申请人", en: "another applicant" };
    const node = { id: "one", type: "subject" as const, label: text, centre: null, is_named: false, hops: 1, mark: "defaulted" as const };
    const { nodes } = pictureOf({ nodes: [node], edges: [], is_cut: false }, ROOM, () => "another applicant defaulted");
    expect(nodes[0]?.style).toMatchObject({ stroke: "#b3261e", label: true, labelText: "another applicant defaulted" });
  });
});
