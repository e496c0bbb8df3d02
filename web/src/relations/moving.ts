/** The drawing in its page: how wide it is, how a hand moves and enlarges it, where the focus goes. */

import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { enlarged, STILL, type Moved } from "./fitting";
import type { Dot, Seen } from "./seen";

const DRAG_FROM_PX = 4;

/** Drag on its ground, Ctrl and the wheel. */
export function useMoved(canvas: RefObject<SVGSVGElement | null>) {
  const [moved, setMoved] = useState<Moved>(STILL);
  const held = useRef<{ x: number; y: number; from: Moved; isDragged: boolean } | null>(null);
  const element = canvas.current;
  useEffect(() => {
    if (!element) return;
    const turned = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      setMoved((it) => enlarged(it, event.deltaY < 0 ? 1.15 : 1 / 1.15));
    };
    element.addEventListener("wheel", turned, { passive: false });
    return () => element.removeEventListener("wheel", turned);
  }, [element]);
  const holding = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) held.current = { x: event.clientX, y: event.clientY, from: moved, isDragged: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const hand = held.current;
      if (!hand) return;
      const [dx, dy] = [event.clientX - hand.x, event.clientY - hand.y];
      if (!hand.isDragged && Math.hypot(dx, dy) < DRAG_FROM_PX) return;
      if (!hand.isDragged) canvas.current?.setPointerCapture(event.pointerId);
      hand.isDragged = true;
      setMoved({ ...hand.from, x: hand.from.x + dx, y: hand.from.y + dy });
    },
    onPointerUp: () => (held.current = null),
    onPointerCancel: () => (held.current = null),
  };
  return { moved, setMoved, holding };
}

/** The focus stays in the picture when the dot that had it comes apart: its first one has it then. */
export function useHandOver(canvas: RefObject<SVGSVGElement | null>, seen: Seen) {
  const heir = useRef<string | null>(null);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    const dot = isLost && seen.dots.find((it) => it.members.some(({ id }) => id === heir.current));
    if (dot) canvas.current?.querySelector<SVGGElement>(`[data-dot="${CSS.escape(dot.id)}"]`)?.focus();
    heir.current = null;
  }, [canvas, seen]);
  return (dot: Dot) => (heir.current = dot.members[0]?.id ?? null);
}

/** How wide the drawing may be; it is drawn again where that changes. */
export function useWidth() {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!room.current) return;
    const resized = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    resized.observe(room.current);
    return () => resized.disconnect();
  }, []);
  return { room, width };
}
