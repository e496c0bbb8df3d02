/** The drawing's data as G6 takes it: who stands where, in which form, with which label. Pure. */

import type { EdgeData, NodeData } from "@antv/g6";
import type { Edge, Neighbourhood, Node } from "./bodies";
import { CENTRE, LINES, LOOKS, MARKED, widthOf } from "./kinds";
import { placed } from "./placing";

/** Up to so many dots all carry their words; above, only those that matter do, the others when looked at. */
const ALL_LABELLED = 36;

interface Said {
  label: (node: Node) => string;
}

export function pictureOf(around: Neighbourhood, { label }: Said): { nodes: NodeData[]; edges: EdgeData[] } {
  const { places, apart } = placed(around);
  const away = new Set(apart.map((it) => it.id));
  const drawn = around.nodes.filter((it) => !away.has(it.id));
  const isCrowded = drawn.length > ALL_LABELLED;
  const degree = degrees(around.edges);
  const labelled = (it: Node) => !isCrowded || it.centre !== null || it.mark !== null || it.is_named || it.type !== "firm" || (degree.get(it.id) ?? 0) > 1;
  return {
    nodes: drawn.map((it) => dot(it, places.get(it.id) ?? { x: 0, y: 0 }, label(it), labelled(it))),
    edges: around.edges.filter((it) => !away.has(it.source) && !away.has(it.target)).map(line),
  };
}

function dot(node: Node, place: { x: number; y: number }, words: string, isLabelled: boolean): NodeData {
  const look = node.centre ? CENTRE[node.centre] : LOOKS[node.type];
  return {
    id: node.id,
    type: look.form,
    style: {
      ...place,
      size: look.size,
      radius: 4,
      fill: look.fill,
      stroke: node.mark ? MARKED : look.stroke,
      lineWidth: node.mark ? 3 : 1.5,
      label: isLabelled,
      labelText: words,
      labelPlacement: "bottom",
      labelFontSize: node.centre ? 14 : 11,
      labelFontWeight: node.centre || node.mark ? 600 : 400,
      labelFill: node.mark ? MARKED : "#1f2421",
      labelMaxWidth: node.centre ? 220 : 96,
      labelWordWrap: true,
      labelMaxLines: 2,
      labelBackground: true,
      labelBackgroundFill: "#ffffff",
      labelBackgroundOpacity: 0.85,
      labelPadding: [0, 3],
      cursor: "pointer",
      zIndex: node.centre ? 3 : 2,
    },
  };
}

function line(edge: Edge): EdgeData {
  const look = LINES[edge.kind];
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    style: {
      stroke: look?.colour ?? "#5d6470",
      lineDash: look?.dash ?? [],
      lineWidth: widthOf(edge.weight_fen),
      strokeOpacity: edge.until ? 0.35 : 0.75,
      endArrow: look?.arrow ?? false,
      endArrowSize: 8,
      increasedLineWidthForHitTesting: 8,
      cursor: "pointer",
      zIndex: 1,
    },
  };
}

function degrees(edges: Edge[]): Map<string, number> {
  const degree = new Map<string, number>();
  for (const { source, target } of edges) {
    degree.set(source, (degree.get(source) ?? 0) + 1);
    degree.set(target, (degree.get(target) ?? 0) + 1);
  }
  return degree;
}
