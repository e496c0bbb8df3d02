import { useCallback, useMemo } from "react";
import { useKept, type Kept } from "../../shell";
import type { Band, Referral } from "../bodies";

/** What is typed into the dialog before it is sent; kept in this tab for as long as it takes. */
export interface Draft {
  outcome: "approve" | "decline";
  limit_yuan: number | null;
  band: Band | null;
  reason_zh: string;
  reason_en: string;
}

export interface Drafting extends Kept<Draft> {
  begin: (outcome: Draft["outcome"]) => void;
}

export function useDraft(referral: Referral): Drafting {
  const { limit_fen, band } = referral.suggested;
  const initial = useMemo<Draft>(
    () => ({ outcome: "approve", limit_yuan: limit_fen ? limit_fen / 100 : null, band, reason_zh: "", reason_en: "" }),
    [limit_fen, band],
  );
  const kept = useKept("verdict", initial);
  const { change } = kept;
  const begin = useCallback((outcome: Draft["outcome"]) => change((it) => (it.outcome === outcome ? it : { ...it, outcome })), [change]);
  return { ...kept, begin };
}

/** Whether one's word decides at once, waits for a second person, or is worth nothing here. */
export function worthOf({ authority }: Referral, draft: Draft): "decides" | "waits" | "above" {
  if (draft.outcome === "decline") return ({ decide: "decides", propose: "waits", nothing: "above" } as const)[authority.may_decline];
  const limit_fen = Math.round((draft.limit_yuan ?? 0) * 100);
  if (limit_fen > authority.highest_fen) return "above";
  return limit_fen > authority.needs_second_above_fen ? "waits" : "decides";
}

/** What is missing or too much, by field; empty when it may be sent. */
export function lacking(draft: Draft, asked_fen: number): Set<keyof Draft> {
  const found = new Set<keyof Draft>();
  const limit_fen = Math.round((draft.limit_yuan ?? 0) * 100);
  if (draft.outcome === "approve" && !(limit_fen > 0 && limit_fen <= asked_fen)) found.add("limit_yuan");
  if (draft.outcome === "approve" && !draft.band) found.add("band");
  if (!draft.reason_zh.trim()) found.add("reason_zh");
  if (!draft.reason_en.trim()) found.add("reason_en");
  return found;
}
