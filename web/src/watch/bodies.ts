import type { Text } from "../words";

/** `GET /api/v1/watch`. */
export interface Watch {
  mode: "live" | "test";
  first_decision: string | null;
  on: string | null;
  numbers_from: string | null;
  references: number;
  latest: Day | null;
  series: SeriesDay[];
  months: Month[];
  alarms: Alarm[];
  names: Record<string, Text>;
  choices: { why: string; said: Text }[];
  limits: Limit[];
}

export interface Mix {
  decided: number;
  approve: number;
  refer: number;
  decline: number;
  by_person: number;
}

export interface Share {
  hits: number;
  n: number;
  share: number | null;
  low: number;
  high: number;
}

export interface Between {
  value: number;
  low: number;
  high: number;
}

export interface Stability {
  n: number;
  psi: number;
  corrected: number;
  low: number;
  high: number;
  chance: number;
}

export interface Drift {
  about: string;
  window: Stability | null;
  short: Stability | null;
  mover: { by: string; value: string; share: number; weight: number } | null;
  bins: { bin: string; then: number; now: number }[];
}

export interface Nulls {
  about: string;
  today: [number, number];
  window: [number, number];
  usual: number | null;
}

export interface Calibration {
  about: string;
  lent: number;
  mature: number;
  known: number;
  bad: number;
  expected: number;
  ratio: Between | null;
  chance: number;
  bands: { band: string; expected: number; observed: Share }[];
}

export interface Vintage {
  month: string;
  loans: number;
  first_payment: Share | null;
  late_by: (Share | null)[];
}

export interface Latency {
  part: string;
  n: number;
  p50_ms: number;
  p99_ms: number;
}

export interface Coded {
  code: string;
}

export interface Day {
  day: Mix;
  window: Mix & { since: string };
  latency: Latency[];
  drift: Drift[];
  nulls: Nulls[];
  calibration: Calibration[];
  vintages: Vintage[];
  reasons: (Coded & { share: Share })[];
  referrals: (Coded & { hits: Share })[];
}

export interface SeriesDay {
  on: string;
  day: Mix;
  window: Mix;
  latency: Latency[];
}

export interface Group {
  value: string;
  share: Share;
  ratio: Between | null;
  gap: Between | null;
}

export interface Fairness {
  by: string;
  measure: "approval" | "opportunity";
  held_against: string | null;
  groups: Group[];
  suppressed: number;
}

export interface Month {
  month: string;
  since: string;
  segments: ({ by: string; value: string } & Omit<Mix, "by_person">)[];
  fairness: Fairness[];
}

export interface Alarm {
  id: string;
  rule: string;
  about: string;
  level: "watch" | "act";
  what: Text;
  do: Text;
  raised_on: string;
  seen_on: string;
  cleared_on: string | null;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  why: string | null;
  why_said: Text | null;
  note: string | null;
}

export interface Limit {
  limit: string;
  value: number | number[];
  unit: string;
  owner: string;
  source: string;
  effective: string;
  why: string;
}

export interface Acknowledgement {
  why: string;
  note: string | null;
}
