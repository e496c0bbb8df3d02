const zh = {
  shipped: "随系统发布",
  published: "第 {number} 次发布",
  draftOf: "{by} 在改",
  waits: "{by} 的改动待审批",
  sentBack: "已退回给 {by}",
};
const en: typeof zh = {
  shipped: "as shipped",
  published: "publication {number}",
  draftOf: "{by} is editing",
  waits: "{by}’s change waits for review",
  sentBack: "sent back to {by}",
};
export const words = { zh, en };
