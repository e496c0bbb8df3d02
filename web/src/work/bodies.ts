/** What the desk answers: one row of the queue, one application with everything around it. Amounts are fen. */

import type { Text } from "../words";

export type Stage =
  | "applying"
  | "deciding"
  | "needs_person"
  | "offered"
  | "at_institution"
  | "lent"
  | "ended";

export type Outcome = "approve" | "refer" | "decline";
export type Band = "A" | "B" | "C" | "D";
export type WaitsFor = "reviewer" | "second_reviewer" | "explanation" | "correction" | "person";
export type Kind =
  | "person"
  | "enterprise"
  | "individual_business"
  | "unregistered_operator"
  | "farm_household"
  | "cooperative";
export type Sort = "newest" | "oldest" | "waiting" | "amount" | "limit";

export interface Person {
  id: string;
  login: string;
}

export interface Row {
  application_id: string;
  number: string;
  owner_name: string;
  business_name: string | null;
  kind: Kind;
  section: string | null;
  trade_name: Text | null;
  region: string | null;
  region_name: Text;
  amount_fen: number;
  months: number;
  purpose: Text;
  channel: string;
  status: string;
  stage: Stage;
  outcome: Outcome | null;
  band: Band | null;
  limit_fen: number | null;
  institution: Text | null;
  waits_for: WaitsFor | null;
  waiting_since: string | null;
  due_at: string | null;
  assignee: Person | null;
  bucket: string | null;
  created_at: string;
  moved_at: string;
  decided_at: string | null;
}

export interface Counts {
  stage: Partial<Record<Stage, number>>;
  outcome: Partial<Record<Outcome, number>>;
  waits_for: Partial<Record<WaitsFor, number>>;
}

export interface Found {
  rows: Row[];
  after: string | null;
  total: number;
  counts: Counts;
}

export interface Filter {
  text?: string;
  stage?: Stage[];
  outcome?: Outcome[];
  band?: Band[];
  kind?: Kind[];
  section?: string[];
  region?: string;
  institution?: string;
  bucket?: string[];
  status?: string[];
  waits_for?: WaitsFor[];
  assignee?: string;
  amount_from_fen?: number;
  amount_to_fen?: number;
  from?: string;
  to?: string;
}

/** A view one may use: one's own, or one that a colleague shares. */
export interface View {
  name: string;
  filter: Filter;
  sort: Sort;
  columns: string[];
  shared: boolean;
  by: Person;
  is_mine: boolean;
  saved_at: string;
}
