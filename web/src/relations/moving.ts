/** Moving and enlarging the drawing by hand: drag on its ground, Ctrl and the wheel. */

import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { enlarged, STILL, type Moved } from "./fitting";

const DRAG_FROM_PX = 4;

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
