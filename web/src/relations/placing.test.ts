import { describe, expect, it } from "vitest";
import type { Edge, Neighbourhood, Node } from "./bodies";
import { placed } from "./placing";

const TEXT = { zh: "一家客户", en: "a buyer" };

function node(id: string, centre: Node["centre"] = null): Node {
  return { id, type: centre ? "subject" : "firm", label: TEXT, centre, is_named: !!centre, hops: centre ? 0 : 1, mark: null };
}

function edge(source: string, target: string, kind: Edge["kind"] = "trade"): Edge {
  const ends = { source, target, kind, label: TEXT, source_name: TEXT, consent_id: null };
  return { ...ends, id: `${source}-${target}`, since: "2025-01-01", until: null, weight_fen: 5_000_000 };
}

function around(buyers: number): Neighbourhood {
  const names = Array.from({ length: buyers }, (_, at) => `firm:${at}`);
  return {
    nodes: [node("owner", "owner"), node("shop", "business"), node("phone"), ...names.map((it) => node(it))],
    edges: [
      edge("owner", "shop", "operates"),
      edge("owner", "phone", "contact_phone"),
      edge("shop", "phone", "contact_phone"),
      ...names.map((it) => edge("shop", it)),
    ],
    is_cut: false,
  };
}

describe("the drawing", () => {
  it("puts the owner left, the business right and whoever stands between them in the middle", () => {
    const { places } = placed(around(7));
    expect(places.get("owner")!.x).toBeLessThan(0);
    expect(places.get("shop")!.x).toBeGreaterThan(0);
    expect(places.get("phone")!.x).toBe(0);
  });

  it.each([10, 100, 300])("leaves %i neighbours apart from one another", (buyers) => {
    const places = [...placed(around(buyers)).places.values()];
    const nearest = places.flatMap((one, at) =>
      places.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    );
    expect(places).toHaveLength(buyers + 3);
    expect(Math.min(...nearest)).toBeGreaterThan(26);
  });

  it("is the same every time", () => {
    expect(placed(around(40))).toEqual(placed(around(40)));
  });

  it("leaves out who hangs together with no centre", () => {
    const lone = around(2);
    lone.nodes.push(node("firm:alone"));
    expect(placed(lone).apart.map((it) => it.id)).toEqual(["firm:alone"]);
  });
});
