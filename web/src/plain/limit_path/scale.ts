import type { Bound } from "./bodies";

const WIDEST = 4;

/** The amount at the right edge: the highest bound, but no more than four times the lowest, so that what decides stays to be seen. */
export function edgeOf(bounds: Bound[]): number {
  const amounts = bounds.map((it) => Math.max(it.amount_fen, 0));
  const lowest = Math.min(...amounts);
  const highest = Math.max(...amounts, 1);
  return lowest > 0 ? Math.min(highest, lowest * WIDEST) : highest;
}

/** How far a bar reaches, from 0 to 1, and whether it goes on beyond the edge. */
export function reach(amount_fen: number, edge_fen: number): { share: number; goesOn: boolean } {
  const share = Math.max(amount_fen, 0) / edge_fen;
  return { share: Math.min(share, 1), goesOn: share > 1 };
}
