import { FolderOpenOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "work",
    action: "desk.read",
    title: { zh: "申请", en: "Applications" },
    menu: { icon: <FolderOpenOutlined />, order: 20 },
    element: lazy(() => import("./queue/page")),
  },
  {
    path: "work/:id",
    action: "desk.read",
    title: { zh: "一笔申请", en: "One application" },
    element: lazy(() => import("./application/page")),
  },
];
