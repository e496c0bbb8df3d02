import type { Text } from "../words";

export interface Account {
  id: string;
  login: string;
  roles: string[];
  created_at: string;
  disabled_at: string | null;
  institution: string | null;
}

export interface ActionSaid extends Text {
  code: string;
}

export interface Role extends ActionSaid {
  of_institutions: boolean;
  may: ActionSaid[];
}

export interface Partner {
  institution: string;
  is_platform: boolean;
  name: Text;
  base_url: string;
  page_host: string;
  key_id: string;
  cra_ids: string[];
  valid_from: string;
  valid_to: string;
  revoked_at: string | null;
}

export interface RefusalSeen {
  institution: string;
  at: string;
  action: string;
  code: string;
  times: number;
}

export interface Key {
  id: string;
  prefix: string;
  label: string;
  mode: "live" | "test";
  roles: string[];
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
  institution: string | null;
}

export interface IssuedKey extends Key {
  secret: string;
}

export interface TrailEntry {
  entry_id: string;
  number: number;
  at: string;
  actor_id: string;
  actor_kind: string;
  login: string | null;
  mode: string;
  action: string;
  target: string;
  target_login: string | null;
  detail: Record<string, unknown>;
  position: number | null;
}

export interface Trail {
  rows: TrailEntry[];
  after: number | null;
}

export interface Verification {
  whole: boolean;
  sealed: number;
  unsealed: number;
  broken: { kind: string; what: Text; position: number | null; entry_id: string | null } | null;
  verified_at: string;
}
