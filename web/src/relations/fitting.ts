/** From drawing units to the pixels of a room: as large as fits, owner above on a high one; then moved and enlarged by hand. Pure. */

import type { Room } from "./labels";
import type { Placing } from "./placing";
import { outlineOf, type Place } from "./ring";

/** What the hand did: `by` times as large, moved by so many pixels. */
export interface Moved {
  by: number;
  x: number;
  y: number;
}

export const STILL: Moved = { by: 1, x: 0, y: 0 };

export interface Fitted {
  places: Map<string, Place>;
  /** The rings' outlines in drawing units and the transformation that lays them under the dots. */
  rings: { path: string; transform: string; top: Place }[];
  /** Pixels a drawing unit. */
  scale: number;
}

const MARGIN = { side: 46, top: 30, bottom: 30 };
const SCALE_MOST = 1.35;

export const isHigh = ({ width, height }: Room): boolean => width < height;

/** How many times longer than broad the room is, along the line between the centres. */
export function aspectOf(room: Room): number {
  const [width, height] = [room.width - 2 * MARGIN.side, room.height - MARGIN.top - MARGIN.bottom];
  return Math.min(2.6, Math.max(1, isHigh(room) ? height / width : width / height));
}

export function fitted({ places, rings }: Placing, room: Room, moved: Moved = STILL): Fitted {
  const turn = isHigh(room) ? ({ x, y }: Place) => ({ x: -y, y: x }) : (it: Place) => it;
  const all = [...places.values()].map(turn);
  const [left, right] = [Math.min(...all.map((it) => it.x)), Math.max(...all.map((it) => it.x))];
  const [top, bottom] = [Math.min(...all.map((it) => it.y)), Math.max(...all.map((it) => it.y))];
  const across = (room.width - 2 * MARGIN.side) / Math.max(right - left, 1);
  const down = (room.height - MARGIN.top - MARGIN.bottom) / Math.max(bottom - top, 1);
  const scale = Math.min(across, down, SCALE_MOST) * moved.by;
  const middle = { x: room.width / 2 + moved.x, y: room.height / 2 + (MARGIN.top - MARGIN.bottom) / 2 + moved.y };
  const off = { x: middle.x - ((left + right) / 2) * scale, y: middle.y - ((top + bottom) / 2) * scale };
  const move = (it: Place) => ({ x: off.x + turn(it).x * scale, y: off.y + turn(it).y * scale });
  const transform = `translate(${off.x} ${off.y}) scale(${scale})${isHigh(room) ? " rotate(90)" : ""}`;
  return {
    places: new Map([...places].map(([id, it]) => [id, move(it)])),
    rings: rings.map((it) => ({ path: outlineOf(it), transform, top: move({ x: 0, y: -it.radius }) })),
    scale,
  };
}

/** Enlarged round the middle of the room. */
export function enlarged(moved: Moved, by: number): Moved {
  const next = Math.min(8, Math.max(0.5, moved.by * by));
  const ratio = next / moved.by;
  return { by: next, x: moved.x * ratio, y: moved.y * ratio };
}
