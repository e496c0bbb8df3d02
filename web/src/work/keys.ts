import { useEffect, useRef } from "react";

export type Keys = Record<string, () => void>;

/**
 * Single keys for the whole page: `useKeys({ j: next, "/": search })`.
 * They rest while somebody types, while a dialog is open and together with Ctrl, Alt or ⌘.
 */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || hasDialog()) return;
      const act = now.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || Boolean(target.closest("input:not([type=checkbox]), textarea, select, [role=listbox], [role=combobox], [role=menu]"));
}

function hasDialog(): boolean {
  return [...document.querySelectorAll(".ant-modal-wrap, .ant-drawer-open, .ant-dropdown:not(.ant-dropdown-hidden)")].some(
    (it) => it.getClientRects().length > 0,
  );
}
