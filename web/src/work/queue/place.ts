/**
 * Where somebody was in the queue, kept in this tab only: so that the way back from an application leads to
 * the same page and the same line, and J and K go on to the next application of the list.
 */

export interface Place {
  /** The query string of the list. */
  address: string;
  /** What was typed to find a person; it stays in the tab and never reaches an address. */
  text: string;
  /** Cursors of the pages passed, the present one last. */
  cursors: string[];
  ids: string[];
  at: string | null;
}

const NAME = "puhui:work:place";
const NOWHERE: Place = { address: "", text: "", cursors: [], ids: [], at: null };

/** The state of a link that leads back into the list as it was left. */
export const KEPT = { kept: true };

export function place(): Place {
  try {
    return { ...NOWHERE, ...JSON.parse(sessionStorage.getItem(NAME) ?? "{}") };
  } catch {
    return NOWHERE;
  }
}

export function keepPlace(changed: Partial<Place>): void {
  sessionStorage.setItem(NAME, JSON.stringify({ ...place(), ...changed }));
}

/** The application before or after one in the list that was last seen; null at its ends. */
export function nextTo(id: string, by: 1 | -1): string | null {
  const { ids } = place();
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + by] ?? null);
}
