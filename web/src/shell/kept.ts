import { useCallback, useEffect, useState } from "react";
import { useBlocker, useLocation } from "react-router";

export interface Kept<T> {
  value: T;
  change: (next: T | ((before: T) => T)) => void;
  /** Sent or thrown away: nothing is kept any more, and the form is as at first. */
  forget: () => void;
  /** Something was typed that is not sent. */
  isChanged: boolean;
  /** It was there from an earlier visit (a reload, an expired session). */
  wasRestored: boolean;
}

/**
 * What is typed into a form, kept in this tab under the page's address: a reload, an expired session or a
 * wrong click loses nothing. `const reason = useKept("verdict", { outcome: null, reason: "" })`.
 */
export function useKept<T>(name: string, initial: T): Kept<T> {
  const { pathname } = useLocation();
  const key = `puhui:${pathname}:${name}`;
  const [wasRestored] = useState(() => sessionStorage.getItem(key) !== null);
  const [value, setValue] = useState<T>(() => read(key, initial));
  const [isChanged, setChanged] = useState(wasRestored);
  const change = useCallback(
    (next: T | ((before: T) => T)) => {
      setChanged(true);
      setValue((before) => {
        const after = typeof next === "function" ? (next as (before: T) => T)(before) : next;
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      });
    },
    [key],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(key);
    setChanged(false);
    setValue(initial);
  }, [key, initial]);
  return { value, change, forget, isChanged, wasRestored };
}

/** Everything kept in this tab is thrown away: somebody signs out, or somebody else signs in. */
export function forgetKept(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("puhui:")) sessionStorage.removeItem(key);
}

/** Ask before a page with unsaved content is left or closed; render `<Leaving blocker={useUnsaved(isChanged)} />`. */
export function useUnsaved(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return;
    const stop = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stop);
    return () => window.removeEventListener("beforeunload", stop);
  }, [isChanged]);
  return useBlocker(({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname);
}

function read<T>(key: string, initial: T): T {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}
