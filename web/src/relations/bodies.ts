/** Who stands around an application, as the desk tells it. */

import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Node = Schemas["NodeBody"];
export type NodeType = Node["type"];

/** The kinds that the graph knows; one that is newer than these is drawn in a plain line. */
export type RelationKind =
  | "operates"
  | "ownership"
  | "legal_representation"
  | "registered_address"
  | "contact_phone"
  | "guarantee"
  | "trade";

export type Edge = Omit<Schemas["EdgeBody"], "kind"> & { kind: RelationKind };

export type Neighbourhood = Omit<Schemas["RelationsBody"], "edges"> & { edges: Edge[] };
