import { TagsOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

const title = { zh: "产品", en: "Products" };
const product = lazy(() => import("./product/page"));

export const pages: Page[] = [
  {
    path: "products",
    action: "product.read",
    title,
    menu: { icon: <TagsOutlined />, order: 50 },
    element: lazy(() => import("./list/page")),
  },
  { path: "products/:code", action: "product.read", title, element: product },
  { path: "products/:code/:view", action: "product.read", title, element: product },
];
