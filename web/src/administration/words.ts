const zh = {
  title: "管理",
  people: "人员",
  roles: "角色",
  partners: "合作方",
  keys: "接口密钥",
  audit: "审计",
  institution: "所属机构",
  ownHouse: "本方",
  cancel: "取消",
  state: "状态",
  more: "更多",
};

const en: typeof zh = {
  title: "Administration",
  people: "People",
  roles: "Roles",
  partners: "Partners",
  keys: "API keys",
  audit: "Audit",
  institution: "Institution",
  ownHouse: "This house",
  cancel: "Cancel",
  state: "State",
  more: "More",
};

export const words = { zh, en };
