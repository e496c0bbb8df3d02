/** What the codes of an application are called, beyond the tags of `plain`. */

const zh = {
  kind: {
    person: "个人",
    enterprise: "企业",
    individual_business: "个体工商户",
    unregistered_operator: "未登记经营者",
    farm_household: "农户",
    cooperative: "农民专业合作社",
  },
  status: {
    draft: "草稿",
    submitted: "已提交",
    deciding: "评估中",
    decided: "已有结果",
    offered: "已出方案",
    redirected: "已前往机构",
    withdrawn: "已撤回",
    expired: "已过期",
  },
  months: "{n} 个月",
  nobody: "未分配",
  me: "我",
};

const en: typeof zh = {
  kind: {
    person: "Person",
    enterprise: "Enterprise",
    individual_business: "Individual business",
    unregistered_operator: "Unregistered operator",
    farm_household: "Farm household",
    cooperative: "Farmers' cooperative",
  },
  status: {
    draft: "draft",
    submitted: "submitted",
    deciding: "being decided",
    decided: "decided",
    offered: "offered",
    redirected: "gone to the institution",
    withdrawn: "withdrawn",
    expired: "expired",
  },
  months: "{n} months",
  nobody: "Nobody",
  me: "Me",
};

export const codes = { zh, en };

/** The name of a code, or the code itself where it is newer than these words. */
export const named = (names: Record<string, string>, code: string): string => names[code] ?? code;
