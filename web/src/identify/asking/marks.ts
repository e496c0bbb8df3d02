/** Splits a text into pieces, each with how much it weighs: what overlaps counts once, the heavier of them. */

export interface Weighed {
  places: ReadonlyArray<readonly number[]>;
  weight: number;
}

export interface Piece {
  text: string;
  /** −1…1 of the heaviest; 0 where nothing is marked. */
  weight: number;
}

/** Places count characters as Python does, so that a sign outside the basic plane is one. */
export function piecesOf(text: string, marks: Weighed[]): Piece[] {
  const signs = [...text];
  const weights = new Array<number>(signs.length).fill(0);
  const heaviest = Math.max(1e-9, ...marks.map((it) => Math.abs(it.weight)));
  for (const { places, weight } of marks) {
    for (const [from = 0, to = 0] of places) {
      for (let at = from; at < Math.min(to, signs.length); at++) {
        const share = weight / heaviest;
        if (Math.abs(share) > Math.abs(weights[at] ?? 0)) weights[at] = share;
      }
    }
  }
  const pieces: Piece[] = [];
  signs.forEach((sign, at) => {
    const last = pieces.at(-1);
    const weight = weights[at] ?? 0;
    if (last && last.weight === weight) last.text += sign;
    else pieces.push({ text: sign, weight });
  });
  return pieces;
}
