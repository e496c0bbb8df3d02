import type { Draft, DraftLine } from "../rules/publishing/bodies";

export type Kind = "shadow" | "challenge";
export type State = "draft" | "coming" | "running" | "ended" | "stopped" | "replaced";

/** `GET /api/v1/trials`: one line a name. People by their work names, amounts in fen. */
export interface TrialLine {
  name: string;
  kind: Kind | null;
  purpose: string;
  state: State;
  number: number | null;
  starts_on: string | null;
  ends_on: string | null;
  tables: string[];
  has_model: boolean;
  share: number | null;
  most_limit_fen: number | null;
  submitted_by: string | null;
  approved_by: string | null;
  approved_at: string | null;
  stopped_by: string | null;
  stopped_at: string | null;
  stopped_why: string | null;
  decisions: number;
  draft: DraftLine | null;
}

/** A trial as it is written down and published. */
export interface Content {
  kind: Kind;
  purpose: string;
  ends_on: string;
  tables: Record<string, unknown>;
  scorecard: unknown;
  model?: string | null;
  share?: number;
  most_limit_fen?: number;
  salt?: string;
}

export interface Trial extends Omit<TrialLine, "draft"> {
  content: Content | null;
  history: TrialLine[];
  draft: Draft<Content> | null;
}

export interface Glance {
  outcome: "approve" | "refer" | "decline";
  limit_fen: number;
  annual_rate: string | null;
  band: string | null;
}

export interface Side {
  segment: string;
  value: string;
  tried: number;
  flipped: number;
  approved_before: number;
  approved_after: number;
  limit_before_fen: number;
  limit_after_fen: number;
  rate_before: number | null;
  rate_after: number | null;
}

export interface Pair {
  application_id: string;
  decision_id: string;
  decided_at: string;
  before: Glance;
  after: Glance;
  step: string | null;
}

/** Decisions in pairs: a shadow beside the champion, or a table in force beside another. */
export interface Beside {
  tried: number;
  erased: number;
  changed_n: number;
  limit_change_fen: number;
  table: Record<string, number>;
  whole: Side;
  sides: Side[];
  changed: Pair[];
}

export interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface Arm {
  n: number;
  approved: number;
  referred: number;
  approval: Estimate | null;
  limit_fen: Estimate | null;
  rate: Estimate | null;
}

export interface Both {
  segment: string;
  value: string;
  champion: Arm;
  challenger: Arm;
  approval: Estimate | null;
  limit_fen: Estimate | null;
  rate: Estimate | null;
}

export interface Arms {
  whole: Both;
  sides: Both[];
  why: Record<string, number>;
  held_back: number;
  erased: number;
}

export interface Comparison {
  shadow: Beside | null;
  arms: Arms | null;
}
