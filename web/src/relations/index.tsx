import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "work/:id/relations",
    action: "desk.read",
    title: { zh: "关系", en: "Relations" },
    element: lazy(() => import("./page")),
  },
];
