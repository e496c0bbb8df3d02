import { ForkOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

const title = { zh: "试验", en: "Trials" };

export const pages: Page[] = [
  {
    path: "trials",
    action: "trial.read",
    title,
    menu: { icon: <ForkOutlined />, order: 44 },
    element: lazy(() => import("./list/page")),
  },
  { path: "trials/flips", action: "decision.what_if", title, element: lazy(() => import("./flips/page")) },
  { path: "trials/new", action: "trial.edit", title, element: lazy(() => import("./making/page")) },
  { path: "trials/:name", action: "trial.read", title, element: lazy(() => import("./trial/page")) },
];
