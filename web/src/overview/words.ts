const zh = { title: "总览" };
const en: typeof zh = { title: "Overview" };
export const words = { zh, en };
