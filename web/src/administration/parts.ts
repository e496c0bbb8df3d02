/** The parts of administration, each with the action that opens it. */
export const PARTS = [
  { code: "people", action: "account.read" },
  { code: "roles", action: "role.read" },
  { code: "partners", action: "partner.read" },
  { code: "keys", action: "key.read" },
  { code: "audit", action: "audit.read" },
] as const;

export type PartCode = (typeof PARTS)[number]["code"];
