/** The drawing's data as G6 takes it, in pixels of the room it is given: who stands where, in which form. Pure. */

import type { EdgeData, NodeData } from "@antv/g6";
import type { Edge, Neighbourhood, Node } from "./bodies";
import { CENTRE, LINES, LOOKS, MARKED, widthOf } from "./kinds";
import { placed, type Place } from "./placing";

export interface Room {
  width: number;
  height: number;
}

export interface Picture {
  nodes: NodeData[];
  edges: EdgeData[];
}

/** Up to so many dots all carry their words; above, only those that matter, the others when looked at. */
const ALL_LABELLED = 16;
const NARROW_PX = 560;
/** A dot has its whole size where it has a square of so many pixels to itself. */
const WHOLE_PX = 64;
const LEAST_SCALE = 0.4;
const MARGIN = { side: 64, narrow: 44, top: 34, bottom: 46 };
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const MOST_STRETCH = 1.7;

export function pictureOf(around: Neighbourhood, room: Room, label: (node: Node) => string): Picture {
  const { places, apart } = placed(around);
  const away = new Set(apart.map((it) => it.id));
  const drawn = around.nodes.filter((it) => !away.has(it.id));
  const isNarrow = room.width < NARROW_PX;
  const fitted = fit(isNarrow ? turned(places) : places, room);
  const own = Math.sqrt((room.width * room.height) / Math.max(drawn.length, 1));
  const scale = Math.min(1, Math.max(LEAST_SCALE, own / WHOLE_PX));
  const isLabelled = (it: Node) => drawn.length <= ALL_LABELLED || it.centre !== null || it.mark !== null || ["address", "phone", "person"].includes(it.type);
  return {
    nodes: drawn.map((it) => dot(it, fitted.get(it.id) ?? { x: 0, y: 0 }, scale, { words: label(it), isShown: isLabelled(it), most: isNarrow ? 92 : 200 })),
    edges: around.edges.filter((it) => !away.has(it.source) && !away.has(it.target)).map((it) => line(it, it.kind === "trade" ? scale : 1)),
  };
}

/** On a phone the owner stands above and the business below. */
function turned(places: Map<string, Place>): Map<string, Place> {
  return new Map([...places].map(([id, { x, y }]) => [id, { x: -y, y: x }]));
}

/** The places in the room's pixels, as large as they fit, a little wider than high where the room is. */
export function fit(places: Map<string, Place>, room: Room): Map<string, Place> {
  const all = [...places.values()];
  const [left, right] = [Math.min(...all.map((it) => it.x)), Math.max(...all.map((it) => it.x))];
  const [top, bottom] = [Math.min(...all.map((it) => it.y)), Math.max(...all.map((it) => it.y))];
  const side = room.width < NARROW_PX ? MARGIN.narrow : MARGIN.side;
  const wide = (room.width - 2 * side) / Math.max(right - left, 1);
  const high = (room.height - MARGIN.top - MARGIN.bottom) / Math.max(bottom - top, 1);
  const down = Math.min(high, wide * MOST_STRETCH, 1.2);
  const across = Math.min(wide, down * MOST_STRETCH, 1.6);
  const middle = { x: room.width / 2, y: MARGIN.top + (room.height - MARGIN.top - MARGIN.bottom) / 2 };
  const move = ({ x, y }: Place) => ({ x: middle.x + (x - (left + right) / 2) * across, y: middle.y + (y - (top + bottom) / 2) * down });
  return new Map([...places].map(([id, place]) => [id, move(place)]));
}

function dot(node: Node, place: Place, scale: number, label: { words: string; isShown: boolean; most: number }): NodeData {
  const look = node.centre ? CENTRE[node.centre] : LOOKS[node.type];
  return {
    id: node.id,
    type: look.form,
    style: {
      ...place,
      size: node.centre ? look.size * Math.max(scale, 0.65) : look.size * scale,
      radius: 4 * scale,
      fill: look.fill,
      stroke: node.mark ? MARKED : look.stroke,
      lineWidth: node.mark ? 3 : 1.5,
      label: label.isShown,
      labelText: label.words,
      labelPlacement: "bottom",
      labelFontSize: node.centre ? 14 : 12,
      labelFontWeight: node.centre || node.mark ? 600 : 400,
      labelFill: node.mark ? MARKED : "#1f2421",
      labelFontFamily: FONT,
      labelMaxWidth: label.most,
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

function line(edge: Edge, scale: number): EdgeData {
  const look = LINES[edge.kind];
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    style: {
      stroke: look?.colour ?? "#5d6470",
      lineDash: look?.dash ?? [],
      lineWidth: widthOf(edge.weight_fen) * scale * scale,
      strokeOpacity: (edge.until ? 0.35 : 0.7) * scale,
      endArrow: look?.arrow ?? false,
      endArrowSize: 8,
      increasedLineWidthForHitTesting: 8,
      cursor: "pointer",
      zIndex: 1,
    },
  };
}
