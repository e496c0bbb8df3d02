/** One application with everything around it, as the desk tells it. Amounts are fen, rates shares a year. */

import type { Text } from "../../words";
import type { Band, Outcome, Row } from "../bodies";

export interface Party {
  id: string;
  kind: string;
  name: string;
  id_masked: string;
  phone_masked: string | null;
  region: string | null;
  region_name?: Text | null;
  place: string | null;
  trade: string | null;
  since: string | null;
  evidence?: string[];
  registered_at: string;
  erased?: boolean;
}

export interface Debts {
  total_owed_fen: number | null;
  due_monthly_fen: number | null;
  lenders: number | null;
  worst_days_past_due: number | null;
  source_name?: Text | null;
  as_of?: string | null;
}

export interface Evidence {
  source: string;
  name: Text;
  state: string;
  from: string | null;
  to: string | null;
  rows: number | null;
  told: Text | null;
  consent_id: string | null;
}

export interface Consent {
  id: string;
  purpose?: Text | string;
  source_names?: Text[];
  recipients?: Text[];
  given_at: string;
  until: string | null;
  withdrawn_at: string | null;
  version?: string;
}

export interface RuleRow {
  id: string;
  description: Text;
  taken: boolean;
  stopped_at_column: string | null;
}

export interface Measure {
  label: Text;
  value: number | string | boolean | null;
}

export interface StepTold {
  step: string;
  name: Text;
  outcome: Outcome | null;
  table: string | null;
  rows: RuleRow[];
  measures: Record<string, Measure>;
}

export interface Contribution {
  feature: string;
  label: Text;
  value: Text | number | string | null;
  points: number;
}

export interface DecisionTold {
  id: string;
  decided_at: string;
  outcome: Outcome;
  band: Band | null;
  limit_fen: number | null;
  annual_rate: string | null;
  apr_simple: string | null;
  probability: number | null;
  points: number | null;
  reasons: Text[];
  hints: Text[];
  steps: StepTold[];
  contributions: Contribution[];
  versions: { kind: string; version: string; since: string | null }[];
  inputs_hash: string;
  record_hash: string;
  timings: Record<string, number> | null;
}

export interface Instalment {
  due: string;
  principal_fen: number;
  interest_fen: number;
  fees_fen: number;
}

export interface FeeTold {
  name: Text;
  payee: Text;
  payee_type: string;
  payer: string;
  timing: string;
  basis: string;
  amount_fen: number;
  share: string;
}

export interface OfferTold {
  product_name: Text;
  institution_name: Text;
  institution_contact: string;
  method: string;
  annual_rate: string;
  amount_range_fen: [number, number];
  months_offered: number[];
  cap_basis: string;
  quote: {
    received_fen: number;
    interest_fen: number;
    fees_fen: number;
    total_cost_fen: number;
    apr_simple: string;
    apr_effective: string;
    xirr: string;
    schedule: Instalment[];
  };
  fees: FeeTold[];
}

export interface Offer {
  id: string;
  rank: number;
  product: string;
  institution: string;
  amount_fen: number;
  months: number;
  total_cost_fen: number;
  apr_simple: string;
  apr_effective: string;
  approval_chance: string;
  expected_rate: string;
  chosen_at: string | null;
  told: OfferTold;
}

export interface FellOut {
  product_name: Text;
  institution_name: Text;
  reasons: ({ code: string } & Text)[];
}

export interface Handover {
  id?: string;
  institution: string | Text;
  institution_name?: Text;
  state: string;
  state_name?: Text;
  reference?: string | null;
  sent_at?: string | null;
  moved_at?: string | null;
  events?: { at: string; what: Text }[];
}

export interface Loan {
  contract_ref: string;
  institution_name?: Text;
  product?: string;
  product_name?: Text;
  limit_fen: number;
  months: number;
  annual_rate: string;
  signed_at: string;
  state?: string;
  drawn_fen?: number;
  outstanding_fen: number;
  repaid_fen?: number;
  next_due?: string | null;
  next_due_fen?: number | null;
  days_past_due: number;
  bucket?: string;
  bucket_name?: Text;
}

export interface Happening {
  at: string;
  what: Text;
  who: Text;
  kind: string;
  ref: string | null;
}

export interface Note {
  id: string;
  at: string;
  by: string;
  text: string;
  pinned: boolean;
}

export interface CaseFile {
  row: Row;
  owner: Party;
  business: Party | null;
  debts: Debts | null;
  evidence: Evidence[];
  consents: Consent[];
  decision: DecisionTold | null;
  decisions: { id: string; decided_at: string; outcome: Outcome }[];
  offers: Offer[];
  fell_out: FellOut[];
  handovers: Handover[];
  loans: Loan[];
  referral: { proposal_id?: string | null; request_ids?: string[] } | null;
  timeline: Happening[];
  notes: Note[];
  may: { note: boolean; assign: boolean; verdict: boolean };
}
