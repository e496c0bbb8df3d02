/** Places on a closed line, each as near as possible to where it wants to be and no nearer to the next than can be read. Pure. */

/** `wanted` in [0, around), in any order; gives a place for each, in the same order. */
export function spaced(wanted: number[], least: number, around: number): number[] {
  if (wanted.length < 2) return [...wanted];
  const gap = Math.min(least, around / wanted.length);
  const order = wanted.map((_, at) => at).sort((one, other) => wanted[one]! - wanted[other]! || one - other);
  const first = afterWidestGap(order.map((it) => wanted[it]!), around);
  const turned = [...order.slice(first), ...order.slice(0, first)];
  const start = wanted[turned[0]!]!;
  const straight = turned.map((it) => (wanted[it]! - start + around) % around);
  const free = pushedApart(straight, gap);
  const isTooLong = free.at(-1)! - free[0]! > around - gap + 1e-9;
  const places = isTooLong ? free.map((_, at) => at * (around / free.length)) : free;
  const placed = new Array<number>(wanted.length);
  turned.forEach((it, at) => (placed[it] = (((places[at]! + start) % around) + around) % around));
  return placed;
}

/** Where in the sorted places the line can be cut open with the least harm. */
function afterWidestGap(sorted: number[], around: number): number {
  let [widest, at] = [-1, 0];
  sorted.forEach((it, index) => {
    const before = index === 0 ? sorted.at(-1)! - around : sorted[index - 1]!;
    if (it - before > widest) [widest, at] = [it - before, index];
  });
  return at;
}

/** Least squares under `place[i + 1] ≥ place[i] + gap`: neighbours that touch move as one block (pool adjacent violators). */
function pushedApart(sorted: number[], gap: number): number[] {
  const blocks: { mean: number; size: number }[] = [];
  sorted.forEach((it, at) => {
    let block = { mean: it - at * gap, size: 1 };
    for (let last = blocks.at(-1); last && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ mean, size }) => new Array<number>(size).fill(mean)).map((it, at) => it + at * gap);
}
