export const words = {
  zh: { title: "额度怎么来的", limit: "额度", holds: "最紧" },
  en: { title: "How the limit came about", limit: "Limit", holds: "binds" },
};
