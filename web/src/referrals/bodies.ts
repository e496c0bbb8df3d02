/** What the server tells about cases before a person and about borrowers' requests. Amounts are fen. */

import type { LimitPathOf } from "../plain";
import type { Text } from "../words";

export type Outcome = "approve" | "refer" | "decline";
export type Band = "A" | "B" | "C";
export type Where = "invoices" | "debts" | "identity" | "relations" | "lists" | "price";
export type Kind = "explanation" | "correction" | "person";
export type Result = "explained" | "corrected" | "kept" | "decided_again";

export interface Who {
  id: string;
  login: string | null;
}

export interface LookFirst {
  code: string;
  what: Text;
  why: Text;
  where: Where;
  weight: number;
}

export interface RowSpoke {
  step: string;
  row_id: string;
  description: Text;
  outcome: Outcome | null;
}

export interface Measure {
  name: string;
  label: Text;
  value: Text;
  points: number | null;
}

export interface Machine {
  outcome: Outcome;
  band: Band | "D" | null;
  limit_fen: number;
  probability: number | null;
  reasons: Text[];
  rows: RowSpoke[];
  measures: Measure[];
  scores: Measure[];
}

export interface Authority {
  alone_up_to_fen: number;
  mine_fen: number;
  needs_second_above_fen: number;
  highest_fen: number;
  counted_before_fen: number;
  may_decline: "decide" | "propose" | "nothing";
  table_version: string;
}

export interface Proposal {
  id: string;
  outcome: "approve" | "decline";
  limit_fen: number;
  band: Band | null;
  reason: Text;
  by: Who;
  at: string;
  may_i_confirm: boolean;
  why_not: Text | null;
}

export interface Asked {
  id: string;
  kind: Kind;
  application_id: string | null;
  decision_id: string;
  asked_at: string;
  due_at: string | null;
  answered_at: string | null;
  by: Who | null;
  result: Result | null;
  owner_name: string | null;
  of_borrower: boolean;
}

export interface AskedOpened extends Asked {
  words: string;
  answer: Text | null;
}

export interface AskedPage {
  rows: Asked[];
  after: string | null;
  total: number;
}

export interface Referral {
  application_id: string;
  decision_id: string;
  decided_at: string;
  outcome: Outcome;
  decision_owner: "platform_advisory" | "institution";
  waits: boolean;
  decided_by: Who[];
  look_first: LookFirst[];
  machine: Machine;
  asked_fen: number;
  months: number;
  suggested: { limit_fen: number; band: Band | null };
  authority: Authority;
  never: Text | null;
  proposal: Proposal | null;
  disagreed: { by: Who; at: string; note: string } | null;
  requests: Asked[];
  /** How the tables came to a limit; null where they reckoned none. */
  limit_path: LimitPathOf | null;
}

/** A decision as its borrower reads it, in the reader's language. */
export interface Told {
  id: string;
  outcome: Outcome;
  limit_fen: number;
  reasons: string[];
  decided_at: string;
}

export interface Verdict {
  seen_decision_id: string;
  outcome: "approve" | "decline";
  limit_fen: number;
  band: Band | null;
  reason_zh: string;
  reason_en: string;
}

export interface Said {
  state: "decided" | "waits_for_second" | "given_back";
  decision_id: string | null;
  proposal_id: string | null;
}
