/** How each kind of relation and of node looks: colour never alone, always with a dash or a form of its own. */

export interface Stroke {
  colour: string;
  /** Dash pattern in pixels; empty: a whole line. */
  dash: number[];
  hasArrow: boolean;
}

const WHOLE: number[] = [];
const stroke = (colour: string, dash: number[], hasArrow = true): Stroke => ({ colour, dash, hasArrow });

/** A colour a family (who runs it, who owns it, family, guarantees, money, what is shared), a dash a kind. At least 4.5 : 1. */
export const STROKES: Readonly<Record<string, Stroke>> = {
  operates: stroke("#17594a", WHOLE),
  control: stroke("#5b3fa0", [9, 4]),
  ownership: stroke("#5b3fa0", WHOLE),
  legal_representation: stroke("#5b3fa0", [2, 3]),
  nominee: stroke("#5b3fa0", [9, 3, 2, 3]),
  post: stroke("#5b3fa0", [4, 4]),
  kinship: stroke("#9b2d73", WHOLE, false),
  acting_in_concert: stroke("#9b2d73", [7, 4], false),
  guarantee: stroke("#b3261e", [10, 3, 2, 3]),
  trade: stroke("#2c5aa0", WHOLE),
  transfer: stroke("#2c5aa0", [7, 4]),
  pays_into: stroke("#2c5aa0", [2, 3]),
  holds_account: stroke("#2c5aa0", [9, 3, 2, 3], false),
  contact_phone: stroke("#0b6b8a", [5, 4], false),
  uses_device: stroke("#0b6b8a", WHOLE, false),
  registered_address: stroke("#5d6470", [2, 3], false),
  address: stroke("#5d6470", [7, 4], false),
  referral: stroke("#8a4b08", [5, 4]),
};

/** A kind that is newer than this console. */
const OTHER: Stroke = stroke("#3d4440", [1, 4], false);
const KINDS = Object.keys(STROKES);

export const strokeOf = (kind: string): Stroke => STROKES[kind] ?? OTHER;

/** The closest kinds first, as the legend has them; unknown ones last. */
export function rankOf(kind: string): number {
  const rank = KINDS.indexOf(kind);
  return rank < 0 ? KINDS.length : rank;
}

export type Form = "circle" | "square" | "diamond" | "triangle" | "hexagon" | "pentagon" | "plate";

export interface Look {
  form: Form;
  fill: string;
  stroke: string;
}

export const LOOKS: Readonly<Record<string, Look>> = {
  subject: { form: "hexagon", fill: "#e3efec", stroke: "#17594a" },
  firm: { form: "square", fill: "#e8eef7", stroke: "#2c5aa0" },
  person: { form: "circle", fill: "#f3e8f0", stroke: "#9b2d73" },
  address: { form: "diamond", fill: "#eef0f2", stroke: "#5d6470" },
  phone: { form: "triangle", fill: "#e2f1f5", stroke: "#0b6b8a" },
  device: { form: "pentagon", fill: "#e2f1f5", stroke: "#0b6b8a" },
  account: { form: "plate", fill: "#e8eef7", stroke: "#2c5aa0" },
};

const OTHER_LOOK: Look = { form: "circle", fill: "#f4f6f4", stroke: "#3d4440" };
export const lookOf = (type: string): Look => LOOKS[type] ?? OTHER_LOOK;
export const CENTRE: Readonly<Record<"owner" | "enterprise", Look>> = {
  owner: { form: "circle", fill: "#17594a", stroke: "#0f4437" },
  enterprise: { form: "square", fill: "#17594a", stroke: "#0f4437" },
};

/** What happened to somebody: the heavier, the broader; the sign stands in the dot for those who see no colour. */
export const MARKS = {
  declined: { colour: "#8a5300", width: 3, sign: "!" },
  defaulted: { colour: "#a3301b", width: 4.5, sign: "×" },
} as const;
export const FOUND = "#a3301b";

/** Line width by what passed along it: ¥10,000 is thin, ¥10,000,000 is broad. */
export function widthOf(amountFen: number): number {
  if (amountFen <= 0) return 1.4;
  return Math.min(4.5, Math.max(1, (Math.log10(amountFen / 100) - 3) * 0.9));
}

const point = (turn: number, radius: number) => `${(radius * Math.sin(turn)).toFixed(1)} ${(-radius * Math.cos(turn)).toFixed(1)}`;
const polygon = (corners: number, radius: number, from = 0) =>
  `M${Array.from({ length: corners }, (_, at) => point(from + (at * 2 * Math.PI) / corners, radius)).join("L")}Z`;

/** The outline of a form around (0, 0), about as large as a circle of that radius. */
export function outline(form: Form, radius: number): string {
  const r = radius;
  switch (form) {
    case "circle":
      return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    case "square":
      return `M${-0.9 * r} ${-0.9 * r}H${0.9 * r}V${0.9 * r}H${-0.9 * r}Z`;
    case "plate":
      return `M${-1.2 * r} ${-0.7 * r}H${1.2 * r}V${0.7 * r}H${-1.2 * r}Z`;
    case "diamond":
      return polygon(4, 1.15 * r);
    case "triangle":
      return polygon(3, 1.2 * r);
    case "pentagon":
      return polygon(5, 1.1 * r);
    case "hexagon":
      return polygon(6, 1.1 * r, Math.PI / 6);
  }
}
