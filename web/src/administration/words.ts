const zh = { title: "管理" };
const en: typeof zh = { title: "Administration" };
export const words = { zh, en };
