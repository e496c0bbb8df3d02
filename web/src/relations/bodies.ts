/** What the desk answers when asked who stands around an application. */

import type { Text } from "../words";

export type NodeType = "subject" | "firm" | "person" | "address" | "phone";

export type RelationKind =
  | "operates"
  | "ownership"
  | "legal_representation"
  | "registered_address"
  | "contact_phone"
  | "guarantee"
  | "trade";

export interface Node {
  id: string;
  type: NodeType;
  label: Text;
  centre: "owner" | "business" | null;
  is_named: boolean;
  hops: number;
  mark: "declined" | "defaulted" | null;
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  kind: RelationKind;
  label: Text;
  since: string;
  until: string | null;
  weight_fen: number | null;
  source_name: Text;
  consent_id: string | null;
}

export interface Neighbourhood {
  nodes: Node[];
  edges: Edge[];
  is_cut: boolean;
}
