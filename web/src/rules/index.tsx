import { PartitionOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

const title = { zh: "规则", en: "Rules" };
const table = lazy(() => import("./table/page"));

export const pages: Page[] = [
  {
    path: "rules",
    action: "policy.read",
    title,
    menu: { icon: <PartitionOutlined />, order: 40 },
    element: lazy(() => import("./list/page")),
  },
  { path: "rules/:name", action: "policy.read", title, element: table },
  { path: "rules/:name/:view", action: "policy.read", title, element: table },
];
