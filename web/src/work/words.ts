/** What the codes of an application are called; used by the queue, the page of one application and others. */

const zh = {
  stage: {
    applying: "填写中",
    deciding: "评估中",
    needs_person: "待人工",
    offered: "已出方案",
    at_institution: "机构办理中",
    lent: "已放款",
    ended: "已结束",
  },
  outcome: { approve: "建议通过", refer: "转人工", decline: "不通过" },
  band: { A: "A 级", B: "B 级", C: "C 级", D: "D 级" },
  kind: {
    person: "个人",
    enterprise: "企业",
    individual_business: "个体工商户",
    unregistered_operator: "未登记经营者",
    farm_household: "农户",
    cooperative: "农民专业合作社",
  },
  waits_for: {
    reviewer: "等复核",
    second_reviewer: "等第二人",
    explanation: "要求说明",
    correction: "要求更正",
    person: "要求人工",
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
  channel: { facilitation: "助贷", direct: "自营", co_lending: "联合贷款" },
  months: "{n} 个月",
  nobody: "未分配",
  me: "我",
};

type Codes = typeof zh;

const en: Codes = {
  stage: {
    applying: "Applying",
    deciding: "Deciding",
    needs_person: "Needs a person",
    offered: "Offered",
    at_institution: "At institution",
    lent: "Lent",
    ended: "Ended",
  },
  outcome: { approve: "Advised", refer: "Referred", decline: "Declined" },
  band: { A: "Band A", B: "Band B", C: "Band C", D: "Band D" },
  kind: {
    person: "Person",
    enterprise: "Enterprise",
    individual_business: "Individual business",
    unregistered_operator: "Unregistered operator",
    farm_household: "Farm household",
    cooperative: "Farmers’ cooperative",
  },
  waits_for: {
    reviewer: "Waits for review",
    second_reviewer: "Waits for a second person",
    explanation: "Explanation asked",
    correction: "Correction asked",
    person: "A person asked for",
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
  channel: { facilitation: "Facilitation", direct: "Own lending", co_lending: "Co-lending" },
  months: "{n} months",
  nobody: "Nobody",
  me: "Me",
};

export const codes = { zh, en };
