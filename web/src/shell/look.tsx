import { App, ConfigProvider } from "antd";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useLanguage } from "../words/language";

/** One accent (the jade of the borrower's pages), quiet greys, dense tables. Text contrast is at least 4.5. */
export const colours = {
  accent: "#17594a",
  ink: "#1f2421",
  soft: "#5a625d",
  rule: "#dfe4e0",
  ground: "#f4f6f4",
  sheet: "#ffffff",
  wash: "#e9f0ec",
  good: "#1b6e4b",
  heed: "#8a5300",
  bad: "#a3301b",
  chart: ["#17594a", "#c27b1a", "#a3301b", "#5b7fa6", "#8a7aa8", "#7d8a83"],
} as const;

const theme = {
  token: {
    colorPrimary: colours.accent,
    colorLink: colours.accent,
    colorText: colours.ink,
    colorTextSecondary: colours.soft,
    colorTextDescription: colours.soft,
    colorTextTertiary: colours.soft,
    colorTextPlaceholder: "#6b736e",
    colorBorderSecondary: colours.rule,
    colorBgLayout: colours.ground,
    colorSuccess: colours.good,
    colorWarning: colours.heed,
    colorError: colours.bad,
    colorInfo: colours.accent,
    colorPrimaryBg: colours.wash,
    colorPrimaryBgHover: "#dde8e2",
    controlItemBgActive: colours.wash,
    controlItemBgActiveHover: "#dde8e2",
    colorInfoBg: colours.wash,
    colorInfoBorder: "#bcd3c8",
    colorSuccessBg: "#e6f3ec",
    colorSuccessBorder: "#b7d9c6",
    colorWarningBg: "#fdf3df",
    colorWarningBorder: "#ecd3a0",
    colorErrorBg: "#fbebe7",
    colorErrorBorder: "#efc5ba",
    borderRadius: 6,
    fontSize: 14,
    motion: false,
    fontFamily: "var(--sans)",
  },
  components: {
    Table: { cellPaddingBlockSM: 7, headerBg: "#f7f9f7", headerColor: colours.soft, rowHoverBg: "#f3f7f4" },
    Card: { headerFontSize: 15 },
  },
};

/** Language, colours and sizes of everything that antd draws. */
export function Look({ children }: { children: ReactNode }) {
  const [language] = useLanguage();
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
