/** How each kind of relation and of node looks: colour never alone, always with a form or a line of its own. */

import type { NodeType, RelationKind } from "./bodies";

export interface Line {
  colour: string;
  /** Dash pattern in pixels; empty: a whole line. */
  dash: number[];
  arrow: boolean;
}

/** All at least 4.5 : 1 on white. */
export const LINES: Record<RelationKind, Line> = {
  operates: { colour: "#17594a", dash: [], arrow: true },
  legal_representation: { colour: "#5b3fa0", dash: [8, 4], arrow: true },
  ownership: { colour: "#8a4b08", dash: [], arrow: true },
  guarantee: { colour: "#b3261e", dash: [10, 3, 2, 3], arrow: true },
  registered_address: { colour: "#5d6470", dash: [2, 4], arrow: false },
  contact_phone: { colour: "#0b6b8a", dash: [5, 5], arrow: false },
  trade: { colour: "#2c5aa0", dash: [], arrow: false },
};

export const LINE_KINDS = Object.keys(LINES) as RelationKind[];

/** Forms as G6 names them. */
export type Form = "circle" | "rect" | "diamond" | "triangle" | "hexagon";

export interface Look {
  form: Form;
  fill: string;
  stroke: string;
  size: number;
}

export const LOOKS: Record<NodeType, Look> = {
  subject: { form: "hexagon", fill: "#e3efec", stroke: "#17594a", size: 26 },
  firm: { form: "rect", fill: "#e8eef7", stroke: "#2c5aa0", size: 16 },
  person: { form: "circle", fill: "#efeaf8", stroke: "#5b3fa0", size: 20 },
  address: { form: "diamond", fill: "#eef0f2", stroke: "#5d6470", size: 24 },
  phone: { form: "triangle", fill: "#e2f1f5", stroke: "#0b6b8a", size: 22 },
};

export const NODE_TYPES = Object.keys(LOOKS) as NodeType[];

export const CENTRE: Record<"owner" | "business", Look> = {
  owner: { form: "circle", fill: "#17594a", stroke: "#0f4437", size: 58 },
  business: { form: "rect", fill: "#17594a", stroke: "#0f4437", size: 54 },
};

export const MARKED = "#b3261e";

/** Line width by what passed along it: ¥10,000 is thin, ¥10,000,000 is broad. */
export function widthOf(weightFen: number | null): number {
  if (!weightFen || weightFen <= 0) return 1.2;
  return Math.min(4, Math.max(0.8, (Math.log10(weightFen / 100) - 3) * 0.8));
}
