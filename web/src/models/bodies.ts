/** What the routes of the register answer. */

import type { Text } from "../words";

export type State = "waiting" | "rejected" | "approved" | "champion" | "expired" | "withdrawn";

export interface Act {
  by: string;
  at: string;
  note: string;
}

export interface ModelLine {
  id: string;
  name: string;
  title: Text;
  version: string;
  product: string;
  kind: "scorecard" | "boosted";
  grade: "table" | "parts" | "opaque";
  state: State;
  champion_of: string[];
  auc: number;
  auc_low: number;
  auc_high: number;
  valid_from: string;
  expires_on: string;
  expires_in_days: number;
  registered: Act;
  settled: Act | null;
  withdrawn: Act | null;
  may_settle: boolean;
}

export interface Group {
  rows: number;
  said: number;
  happened: number;
}

export interface Part {
  name: string;
  title: Text;
  share: number;
  direction: "rises" | "falls" | "either";
  is_told: boolean;
}

export interface Model extends ModelLine {
  needs: Array<{ name: string; title: Text }>;
  fallback: "refer" | "judgement";
  target: string;
  rows: number;
  bad_rows: number;
  period: string | null;
  source: string;
  ks: number;
  brier: number;
  brier_of_average: number;
  shift: number;
  slope: number;
  calibration: Group[];
  parts: Part[];
  warnings: Text[];
  limits: Text[];
  forbidden: Text[];
}

export interface Use {
  id: string;
  kind: "champion" | "recalibration";
  product: string;
  model_id: string | null;
  model_name: string | null;
  shift: number | null;
  slope: number | null;
  effective_from: string;
  state: "waiting" | "approved" | "rejected";
  in_force: boolean;
  proposed: Act;
  settled: Act | null;
  may_settle: boolean;
}
