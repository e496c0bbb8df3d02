import { AlertOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "warning",
    title: { zh: "贷后预警", en: "Warnings" },
    action: "warning.read",
    only: "institution",
    menu: { icon: <AlertOutlined />, order: 48 },
    element: lazy(() => import("./page")),
  },
];
