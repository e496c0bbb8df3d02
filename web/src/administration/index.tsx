import { SettingOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "administration",
    title: { zh: "管理", en: "Administration" },
    action: "account.read",
    menu: { icon: <SettingOutlined />, order: 90 },
    element: lazy(() => import("./page")),
  },
];
