import type { Draft, DraftLine, Publication, PublishedLine } from "../rules/publishing/bodies";
import type { Text } from "../words/text";

/** A product as its document says it: rates and shares are decimal strings, amounts whole fen, days written out. */
export interface Product {
  code?: string;
  institution?: string;
  name?: Text;
  active?: { from?: string; to?: string };
  borrower_kinds?: string[];
  scheme?: string;
  industries_excluded?: string[];
  purposes?: string[];
  amount?: { least_fen?: number | string; most_fen?: number | string };
  months?: Array<number | string>;
  method?: string;
  day_count?: string;
  rates?: Record<string, string>;
  appetite?: Record<string, string>;
  fees?: Fee[];
  required_data?: string[];
  channel?: string;
  cap_basis?: string;
  commission_share?: string;
  partner_share?: string;
  owner?: string;
  source?: string;
  effective?: string;
  [other: string]: unknown;
}

export interface Fee {
  name?: Text;
  payee?: Text;
  payee_type?: string;
  timing?: string;
  basis?: string;
  amount_fen?: number | string;
  share?: string;
  payer?: string;
}

export interface ProductLine {
  code: string;
  name: Text;
  institution: string;
  institution_name: Text;
  method: string | null;
  rates: Record<string, string>;
  amount_least_fen: number | null;
  amount_most_fen: number | null;
  months: number[];
  active_from: string | null;
  active_to: string | null;
  cost_low: string | null;
  cost_high: string | null;
  is_new: boolean;
  published: PublishedLine | null;
  draft: DraftLine | null;
}

export interface Corner {
  band: string;
  amount_fen: number;
  months: number;
  apr_simple: string;
  apr_effective: string;
  cap: string;
  is_within: boolean;
}

export interface Choice {
  code: string;
  label: Text;
}

export interface WholeProduct extends ProductLine {
  content: Product | null;
  hash: string | null;
  choices: Record<string, Choice[]>;
  corners: Corner[];
  history: Publication[];
  draft: Draft<Product> | null;
}

export interface OfferFigures {
  amount_fen: number;
  months: number;
  total_cost_fen: number;
  apr_simple: string;
  rank: number;
}

export type ChangeKind = "gained" | "lost" | "cheaper" | "dearer" | "other";

export interface ProductPreview {
  tried: number;
  same: number;
  table: Record<ChangeKind, number>;
  changes: Array<{ application_id: string; kind: ChangeKind; before: OfferFigures | null; after: OfferFigures | null }>;
}
