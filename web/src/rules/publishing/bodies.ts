import type { Text } from "../../words/text";

/** What rules and products have in common: a draft of one person, a publication of another. */
export interface Trouble {
  kind: string;
  severity: "error" | "warning";
  row_id: string | null;
  column: string | null;
  other_row_id: string | null;
  what: Text;
  fix: Text;
  example: Record<string, unknown> | null;
}

export type DraftState = "draft" | "submitted" | "rejected";

export interface DraftLine {
  revision: number;
  state: DraftState;
  by: string;
  at: string;
}

export interface Draft<C> extends DraftLine {
  content: C;
  editors: string[];
  submitted_by: string | null;
  submitted_at: string | null;
  note: string;
  may_publish: boolean;
  troubles: Trouble[];
}

export interface Kept {
  revision: number;
  state: DraftState;
  troubles: Trouble[];
}

export interface PublishedLine {
  number: number;
  by: string;
  at: string;
  effective_from: string;
}

export interface Publication {
  number: number;
  version: string;
  hash: string;
  effective_from: string;
  editors: string[];
  submitted_by: string;
  submitted_at: string;
  submitted_note: string;
  published_by: string;
  at: string;
  note: string;
  in_force: boolean;
  is_coming: boolean;
}

export interface DiffRow {
  row_id: string;
  change: "added" | "removed" | "changed" | "moved";
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  said: Text;
}

export interface Diff {
  rows: DiffRow[];
  columns: Array<{ key: string; label: Text; change: "same" | "added" | "removed" }>;
}
