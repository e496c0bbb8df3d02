import type { ComponentType, LazyExoticComponent, ReactNode } from "react";
import type { Text } from "../words/text";

/** One page: where it is, what it needs, and how it appears in the menu (a page without `menu` is reached by a link). */
export interface Page {
  /** Relative to `/console`: `work`, `work/:id`. */
  path: string;
  /** The action of permissions.yaml without which the page is not shown, or several of which one is enough; null for everybody who works here. */
  action: string | readonly string[] | null;
  /** Where such a page is at all: the platform lends nothing. Both where it is not said. */
  only?: "platform" | "institution";
  title: Text;
  menu?: { icon: ReactNode; order: number };
  element: LazyExoticComponent<ComponentType>;
}

/** Whether somebody with these actions may open the page. */
export function opens(page: Page, may: (action: string) => boolean): boolean {
  if (page.action === null) return true;
  return typeof page.action === "string" ? may(page.action) : page.action.some(may);
}
