import { ExperimentOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

const title = { zh: "模型", en: "Models" };

export const pages: Page[] = [
  { path: "models", action: "model.read", title, menu: { icon: <ExperimentOutlined />, order: 43 }, element: lazy(() => import("./page")) },
  { path: "models/:id", action: "model.read", title, element: lazy(() => import("./one/page")) },
];
