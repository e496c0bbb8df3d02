/** One application with everything around it, as the desk tells it. Amounts are fen, rates shares a year. */

import type { Text } from "../../words";
import type { Band, Outcome, Person, Row } from "../bodies";

export interface Party {
  id: string;
  kind: string;
  name: string;
  id_masked: string;
  phone_masked: string | null;
  region: string | null;
  region_name: Text;
  place: string | null;
  trade: string | null;
  trade_name: Text | null;
  since: string | null;
  registered_at: string;
  erased: boolean;
}

export interface Debts {
  balance_fen: number;
  monthly_service_fen: number;
  service_known: boolean;
  guarantee_fen: number;
  overdue_balance_fen: number;
  worst_overdue_days: number;
  lenders: number;
  sources: Text[];
  oldest_as_of: string;
}

export type EvidenceState = "present" | "partly" | "missing" | "error" | "withdrawn" | "erased";

export interface Evidence {
  source: string;
  name: Text;
  state: EvidenceState;
  from: string | null;
  to: string | null;
  rows: number | null;
  told: Text;
  consent_id: string | null;
  learned_at: string | null;
}

export interface Consent {
  id: string;
  party: "owner" | "business";
  source: string;
  name: Text;
  fields: string[];
  purpose: string;
  recipient: string;
  recipient_name: string;
  signed_at: string;
  until: string;
  revoked_at: string | null;
  stands: boolean;
}

export interface Rule {
  id: string;
  description: Text;
  taken: boolean;
  stopped_at_column: string | null;
  stopped_at_name: Text | null;
  outcome: Outcome | null;
}

export interface Measure {
  label: Text;
  value: number | string | boolean | null;
  shown: Text;
}

export interface Step {
  step: string;
  name: Text;
  outcome: Outcome | null;
  table: string;
  rows: Rule[];
  measures: Record<string, Measure>;
}

export interface Contribution {
  feature: string;
  label: Text;
  value: number | null;
  shown: Text;
  points: number;
}

export interface Version {
  kind: string;
  version: string;
  since: string | null;
}

export interface Decision {
  id: string;
  decided_at: string;
  outcome: Outcome;
  owner: string;
  by_person: boolean;
  band: Band | null;
  limit_fen: number;
  annual_rate: string | null;
  apr_simple: string | null;
  probability: number | null;
  points: number | null;
  reasons: Text[];
  hints: Text[];
  steps: Step[];
  contributions: Contribution[];
  versions: Version[];
  inputs_hash: string;
  record_hash: string;
  timings: Record<string, number>;
}

export interface Instalment {
  due: string;
  principal_fen: number;
  interest_fen: number;
  fees_fen: number;
}

export interface Fee {
  name: Text;
  payee: Text;
  timing: string;
  basis: string;
  amount_fen: number;
  share: string;
}

export interface Offer {
  id: string;
  rank: number;
  product: string;
  product_name: Text;
  institution: string;
  institution_name: Text;
  amount_fen: number;
  months: number;
  method: string;
  annual_rate: string;
  received_fen: number;
  interest_fen: number;
  fees_fen: number;
  total_cost_fen: number;
  apr_simple: string;
  apr_effective: string;
  xirr: string;
  cap_basis: string;
  approval_chance: string;
  expected_rate: string;
  fees: Fee[];
  schedule: Instalment[];
  chosen_at: string | null;
}

export interface FellOut {
  product: string;
  product_name: Text;
  institution_name: Text;
  reasons: { code: string; text: Text }[];
}

export interface Handover {
  id: string;
  institution: string;
  institution_name: Text;
  status: string;
  status_name: Text;
  why: string | null;
  reference: string | null;
  begun_at: string;
  changed_at: string;
  told: { at: string; kind: string; what: Text }[];
}

export interface Drawdown {
  ref: string;
  state: string;
  amount_fen: number;
  value_date: string | null;
  outstanding_fen: number;
  principal_repaid_fen: number;
  days_past_due: number;
  bucket: string;
  bucket_name: Text;
  next_due: string | null;
  next_due_fen: number | null;
  due_now_fen: number | null;
  settled_on: string | null;
}

export interface Repayment {
  ref: string;
  drawdown_ref: string;
  on: string;
  state: string;
  amount_fen: number;
  principal_fen: number;
  interest_fen: number;
  fees_fen: number;
  penalty_fen: number;
}

export interface Break {
  event_id: string;
  at: string;
  kind: string;
  ref: string;
  field: string;
  ours: number | string | null;
  theirs: number | string | null;
}

export interface Loan {
  source: "books" | "mirror";
  institution: string;
  institution_name: Text;
  contract_ref: string | null;
  product: string | null;
  state: string | null;
  limit_fen: number | null;
  months: number | null;
  annual_rate: string | null;
  signed_on: string | null;
  drawdowns: Drawdown[];
  repayments: Repayment[];
  breaks: Break[];
}

export interface Moment {
  at: string;
  what: Text;
  who: Text;
  kind: string;
  ref: string | null;
}

export interface Note {
  id: string;
  at: string;
  by: Person;
  text: string | null;
  pinned: boolean;
}

export interface CaseFile {
  row: Row;
  owner: Party;
  business: Party | null;
  debts: Debts | null;
  evidence: Evidence[];
  consents: Consent[];
  decision: Decision | null;
  decisions: { id: string; decided_at: string; outcome: Outcome }[];
  offers: Offer[];
  offers_said: Text | null;
  offers_valid_until: string | null;
  fell_out: FellOut[];
  handovers: Handover[];
  loans: Loan[];
  referral: { decision_id: string | null; proposal_id: string | null; request_ids: string[] } | null;
  timeline: Moment[];
  notes: Note[];
  may: { note: boolean; assign: boolean; verdict: boolean; fraud: boolean };
}

/** The fraud table's part, told apart to those who may see it. */
export interface Fraud {
  decision_id: string;
  step: Step | null;
}
