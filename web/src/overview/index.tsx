import { DashboardOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "overview",
    title: { zh: "总览", en: "Overview" },
    action: "desk.overview",
    menu: { icon: <DashboardOutlined />, order: 10 },
    element: lazy(() => import("./page")),
  },
];
