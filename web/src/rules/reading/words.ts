const zh = {
  rule: "规则",
  when: "什么情况",
  then: "结果",
  always: "其余情况",
  none: "没有规则",
  first: "从上到下，遇到第一条符合的规则就停",
  collect: "每条符合的规则都算数",
  rulesIn: "{title}：{n} 条规则",
  number: "第 {n} 条",
  says: "给出",
};
const en: typeof zh = {
  rule: "Rule",
  when: "When",
  then: "Then",
  always: "in every other case",
  none: "No rules",
  first: "From the top, the first rule that holds decides",
  collect: "Every rule that holds counts",
  rulesIn: "{title}: {n} rules",
  number: "Rule {n}",
  says: "gives",
};
export const words = { zh, en };
