import { LineChartOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "watch",
    title: { zh: "监测", en: "Watch" },
    action: "watch.read",
    menu: { icon: <LineChartOutlined />, order: 46 },
    element: lazy(() => import("./page")),
  },
];
