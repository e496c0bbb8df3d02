import { useState } from "react";
import { useKey } from "../../shell";
import type { Row } from "../../work/bodies";

export const lineId = (id: string) => `referral-${id}`;

/** The line that j and k stand on; focus goes with it, so that Enter opens it and a reader hears it. */
export function useStanding(rows: Row[]): string | null {
  const [at, setAt] = useState<string | null>(null);
  const go = (by: 1 | -1) => {
    const here = rows.findIndex((it) => it.application_id === at);
    const next = rows[Math.min(rows.length - 1, Math.max(0, here + by))];
    if (!next) return;
    setAt(next.application_id);
    document.getElementById(lineId(next.application_id))?.focus();
  };
  useKey("j", () => go(1));
  useKey("k", () => go(-1));
  return at;
}
