import { said } from "../../words";
import type { Group } from "../bodies";
import type { words } from "../words";

/** A probability as per cent, finer where it is small. */
export const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;

/** What a drawing of the groups says, read aloud. */
export function told(groups: Group[], w: (typeof words)["zh"]): string {
  return groups
    .map((it) => said("{said} {a}, {happened} {b}", { said: w.said, a: percent(it.said), happened: w.happened, b: percent(it.happened) }))
    .join("; ");
}
