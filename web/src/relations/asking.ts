/** Asking who stands around an application, and what is left where that may not be asked. */

import type { components } from "../api/schema";
import { api, problemIn, told } from "../api";
import type { Around, Line, Member } from "./bodies";

export interface Asking {
  applicationId: string;
  hops: number;
  asOf: string | null;
  open: string[];
}

export interface Found {
  around: Around;
  /** Why it is only the desk's drawing: no consent to look around, or no role for it. */
  only: "consent" | "role" | null;
}

const NO_CONSENT = "consent.missing.forbidden";
const DESK_HOPS_MOST = 3;

export async function lookedAround(asking: Asking, mayLook: boolean): Promise<Found> {
  if (!mayLook) return { around: await fromDesk(asking), only: "role" };
  try {
    const { applicationId: application_id, hops, asOf: as_of, open } = asking;
    const around = await told(api.POST("/api/v1/graph/around", { body: { application_id, hops, as_of, open } }));
    return { around, only: null };
  } catch (refused) {
    if (problemIn(refused).code !== NO_CONSENT) throw refused;
    return { around: await fromDesk(asking), only: "consent" };
  }
}

type Desk = components["schemas"]["RelationsBody"];

async function fromDesk({ applicationId, hops, asOf }: Asking): Promise<Around> {
  const params = { path: { application_id: applicationId }, query: { hops: Math.min(hops, DESK_HOPS_MOST), as_of: asOf } };
  return asAround(await told(api.GET("/api/v1/desk/applications/{application_id}/relations", { params })));
}

/** The desk's drawing in the form of the graph's answer; its names are left out. */
export function asAround(desk: Desk): Around {
  const words = { types: {}, roles: {}, figures: {}, kinds: byCode(desk, "kind", "label"), sources: byCode(desk, "source_name", "source_name") };
  const members = desk.nodes.map((it): Member => {
    const centre = it.centre === "business" ? "enterprise" : (it.centre as Member["centre"]);
    const plain = { roles: [], is_super: false, in_both: false, lines: 0, hops_owner: null, hops_enterprise: null };
    return { id: it.id, type: it.type, centre, mark: it.mark, ...plain };
  });
  const lines = desk.edges.map((it, number): Line => {
    const known = { source: it.source_name.zh, basis: it.consent_id ? ("consent" as const) : ("public" as const), recorded_on: "" };
    const ends = { from_id: it.source, to_id: it.target, since: it.since, until: it.until };
    return { number, kind: it.kind, ...ends, amount_fen: it.weight_fen || null, share: null, ...known };
  });
  const rest = { as_of: "", owners: [], controller: null, remarks: [], findings: [], figures: {}, words };
  return { ...rest, members, lines, reached: members.length, complete: true, is_cut: desk.is_cut };
}

type DeskText = Desk["edges"][number]["label"];

function byCode(desk: Desk, code: "kind" | "source_name", name: "label" | "source_name"): Record<string, DeskText> {
  const codeOf = (it: Desk["edges"][number]) => (code === "kind" ? it.kind : it.source_name.zh);
  return Object.fromEntries(desk.edges.map((it) => [codeOf(it), it[name]]));
}
