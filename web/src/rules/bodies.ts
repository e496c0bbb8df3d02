import type { Text } from "../words/text";
import type { Draft, DraftLine, Publication, PublishedLine } from "./publishing/bodies";

/** A policy table as JDM writes it: one decision table between an input and an output. */
export interface Document {
  _meta?: { owner: string; source: string; version: string; effective: string };
  nodes: Array<{ id: string; type: string; name: string; content?: Table; [other: string]: unknown }>;
  [other: string]: unknown;
}

export interface Column {
  id: string;
  name: string;
  field: string;
  [other: string]: unknown;
}

export type Rule = Record<string, string>;

export interface Table {
  hitPolicy: string;
  inputs: Column[];
  outputs: Column[];
  rules: Rule[];
  [other: string]: unknown;
}

export interface PolicyLine {
  name: string;
  title: Text;
  step: number | null;
  version: string;
  owner: string;
  source: string;
  effective: string;
  rows: number;
  published: PublishedLine | null;
  draft: DraftLine | null;
}

export interface Field {
  name: string;
  label: Text;
  type: "number" | "text" | "boolean";
  is_output: boolean;
  values: string[] | null;
}

export interface Policy extends PolicyLine {
  content: Document;
  hash: string;
  hit_policy: "first" | "collect";
  fields: Field[];
  history: Publication[];
  draft: Draft<Document> | null;
}

export interface Decided {
  outcome: string;
  limit_fen: number;
  annual_rate: string | null;
  band: string | null;
}

export interface Preview {
  tried: number;
  same: number;
  flips: Array<{ application_id: string; before: Decided; after: Decided }>;
  table: Record<string, number>;
  limit_change_fen: number;
  erased: number;
}

/** The decision table of a document. */
export function tableOf(document: Document): Table {
  const node = document.nodes.find((it) => it.type === "decisionTableNode");
  return node?.content ?? { hitPolicy: "first", inputs: [], outputs: [], rules: [] };
}

/** The same document with other content in its table. */
export function withTable(document: Document, table: Table): Document {
  const nodes = document.nodes.map((it) => (it.type === "decisionTableNode" ? { ...it, content: table } : it));
  return { ...document, nodes };
}
