const zh = {
  list: "每个角色可以做什么",
  about: "权限由一张表决定；表里没有写的，谁也不能做。一个人可以有多个角色。",
  many: "{n} 项",
  ofInstitutions: "机构人员可有",
};

const en: typeof zh = {
  list: "What each role may do",
  about: "One table decides; what it does not say nobody may do. A person can have several roles.",
  many: "{n} actions",
  ofInstitutions: "for institutions' people",
};

export const words = { zh, en };

/** What actions are about, by the first word of their code. */
export const THINGS: Record<string, { zh: string; en: string }> = {
  session: { zh: "登录", en: "Signing in" },
  account: { zh: "账号", en: "Accounts" },
  role: { zh: "角色", en: "Roles" },
  key: { zh: "接口密钥", en: "API keys" },
  audit: { zh: "审计", en: "Audit" },
  subject: { zh: "主体", en: "Subjects" },
  application: { zh: "申请", en: "Applications" },
  consent: { zh: "授权", en: "Consents" },
  contact: { zh: "联系", en: "Contact" },
  evidence: { zh: "证据", en: "Evidence" },
  decision: { zh: "决定", en: "Decisions" },
  review: { zh: "复核", en: "Reviews" },
  referral: { zh: "转人工", en: "Referrals" },
  request: { zh: "借款人请求", en: "Borrowers' requests" },
  policy: { zh: "策略表", en: "Policy tables" },
  product: { zh: "产品", en: "Products" },
  offer: { zh: "方案", en: "Offers" },
  desk: { zh: "工作台", en: "Console" },
  partner: { zh: "合作方", en: "Partners" },
  handover: { zh: "移交", en: "Hand-overs" },
  refusal: { zh: "被拒绝的请求", en: "Refused requests" },
  reconciliation: { zh: "对账", en: "Reconciliation" },
  fault: { zh: "故意出错", en: "Faults on purpose" },
  contract: { zh: "合同", en: "Contracts" },
  drawdown: { zh: "提款", en: "Drawdowns" },
  facility: { zh: "额度", en: "Limits" },
  ledger: { zh: "账簿", en: "Books" },
  mirror: { zh: "镜像台账", en: "Mirror" },
  loan: { zh: "贷款", en: "Loans" },
  arrears: { zh: "逾期", en: "Arrears" },
  day: { zh: "日终", en: "End of day" },
};
