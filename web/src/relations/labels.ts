/** Which words stand beside which dot so that none covers another, nor a dot. Pure; everything in pixels. */

export interface Worded {
  id: string;
  x: number;
  y: number;
  radius: number;
  words: string;
  /** The greater, the earlier it chooses. */
  weight: number;
}

export interface Label {
  x: number;
  y: number;
  words: string;
}

export interface Room {
  width: number;
  height: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const FONT_PX = 12;
const LINE_PX = 16;
const GAP_PX = 3;

/** About how wide words are: a Chinese sign is as wide as high, a Latin one a little over half of it. */
export function widthOfWords(words: string): number {
  return [...words].reduce((sum, it) => sum + (it.charCodeAt(0) > 0x2e80 ? FONT_PX : FONT_PX * 0.58), 0);
}

/** The buttons that stand over the drawing, at its upper right. */
const BUTTONS = { width: 44, height: 104 };

/** A place in the middle of the words for everybody who has room for them; the weightiest first. */
export function labelled(all: Worded[], room: Room): Map<string, Label> {
  const taken: Box[] = all.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  taken.push({ left: room.width - BUTTONS.width, right: room.width, top: 0, bottom: BUTTONS.height });
  const labels = new Map<string, Label>();
  for (const one of [...all].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    const free = choices(one).find(({ box }) => isInside(box, room) && !taken.some((it) => overlap(it, box)));
    if (!free) continue;
    taken.push(free.box);
    labels.set(one.id, { x: (free.box.left + free.box.right) / 2, y: (free.box.top + free.box.bottom) / 2, words: one.words });
  }
  return labels;
}

/** Below, above, right, left, then at the corners. */
function choices({ x, y, radius, words }: Worded): { box: Box }[] {
  const half = widthOfWords(words) / 2 + 2;
  const away = radius + GAP_PX;
  const at = (middleX: number, middleY: number) => ({
    box: { left: middleX - half, right: middleX + half, top: middleY - LINE_PX / 2, bottom: middleY + LINE_PX / 2 },
  });
  const [down, across] = [away + LINE_PX / 2, away + half];
  const corner = half + radius * 0.6;
  return [
    ...[at(x, y + down), at(x, y - down), at(x + across, y), at(x - across, y)],
    ...[at(x + corner, y + down), at(x - corner, y + down), at(x + corner, y - down), at(x - corner, y - down)],
  ];
}

const isInside = (box: Box, room: Room) => box.left >= 0 && box.top >= 0 && box.right <= room.width && box.bottom <= room.height;
const overlap = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
