import { AuditOutlined, MessageOutlined } from "@ant-design/icons";
import { lazy } from "react";
import type { Page } from "../shell/page";

export const pages: Page[] = [
  {
    path: "referrals",
    action: "referral.read",
    title: { zh: "人工复核", en: "Referrals" },
    menu: { icon: <AuditOutlined />, order: 30 },
    element: lazy(() => import("./queue/page")),
  },
  {
    path: "referrals/:id",
    action: "referral.read",
    title: { zh: "复核一笔申请", en: "Review a case" },
    element: lazy(() => import("./review/page")),
  },
  {
    path: "requests",
    action: "request.read",
    title: { zh: "借款人请求", en: "Requests" },
    menu: { icon: <MessageOutlined />, order: 35 },
    element: lazy(() => import("./requests/page")),
  },
  {
    path: "requests/:id",
    action: "request.read",
    title: { zh: "答复一个请求", en: "Answer a request" },
    element: lazy(() => import("./requests/one")),
  },
];
