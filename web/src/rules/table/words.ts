const zh = { source: "依据" };
const en: typeof zh = { source: "Source" };
export const words = { zh, en };
