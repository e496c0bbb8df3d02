import { SettingOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";
import { PARTS } from "./parts";

const title = { zh: "管理", en: "Administration" };
const element = lazy(() => import("./page"));

export const pages: Page[] = [
  { path: "administration", title, action: PARTS.map((part) => part.action), menu: { icon: <SettingOutlined />, order: 90 }, element },
  ...PARTS.map((part) => ({ path: `administration/${part.code}`, title, action: part.action, element })),
];
