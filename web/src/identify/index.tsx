import { QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "identify",
    action: "identify.ask",
    title: { zh: "识别", en: "Identify" },
    menu: { icon: <SearchOutlined />, order: 37 },
    element: lazy(() => import("./page")),
  },
  {
    path: "unsure",
    action: "identify.review",
    title: { zh: "待确认", en: "Unsure" },
    menu: { icon: <QuestionCircleOutlined />, order: 38 },
    element: lazy(() => import("./unsure/page")),
  },
];
