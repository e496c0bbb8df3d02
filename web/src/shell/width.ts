import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 767px)";

/** Whether the screen is a phone's: tables become cards, panels stand below each other. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(NARROW);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}
