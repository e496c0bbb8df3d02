import { call, useAsk, useDo } from "../api";
import { useText } from "../words";
import type { Account, IssuedKey, Key, Partner, RefusalSeen, Role } from "./bodies";

const ACCOUNTS = ["accounts"];
const KEYS = ["keys"];

export const useAccounts = () => useAsk(ACCOUNTS, () => call<Account[]>("GET", "/api/v1/accounts"));
export const useRoles = () => useAsk(["roles"], () => call<Role[]>("GET", "/api/v1/roles"));
export const useKeys = () => useAsk(KEYS, () => call<Key[]>("GET", "/api/v1/keys"));
export const usePartners = () =>
  useAsk(["partners"], () => call<{ partners: Partner[] }>("GET", "/api/v1/partners"));
export const useRefusals = () =>
  useAsk(["refusals"], () => call<{ refusals: RefusalSeen[] }>("GET", "/api/v1/refusals?at_most=20"));

export interface NewAccount {
  login: string;
  password: string;
  roles: string[];
  institution: string | null;
}

export const useCreateAccount = () =>
  useDo((body: NewAccount, key) => call<Account>("POST", "/api/v1/accounts", body, key), { refresh: [ACCOUNTS] });

export const useChangeRoles = (id: string) =>
  useDo((roles: string[]) => call<Account>("PUT", `/api/v1/accounts/${id}/roles`, { roles }), { refresh: [ACCOUNTS] });

export const useResetPassword = (id: string) =>
  useDo((password: string) => call<Account>("PUT", `/api/v1/accounts/${id}/password`, { password }));

export const useDisable = () =>
  useDo((id: string) => call<Account>("DELETE", `/api/v1/accounts/${id}`), { refresh: [ACCOUNTS] });

export interface NewKey {
  label: string;
  mode: "live" | "test";
  roles: string[];
  institution: string | null;
}

export const useIssueKey = () =>
  useDo((body: NewKey, key) => call<IssuedKey>("POST", "/api/v1/keys", body, key), { refresh: [KEYS] });

export const useRevokeKey = () =>
  useDo((id: string) => call<undefined>("DELETE", `/api/v1/keys/${id}`).then(() => true), { refresh: [KEYS] });

/** Role codes in words; a code that is no role of this house stays as it is. */
export function useRoleNames(): (code: string) => string {
  const roles = useRoles();
  const say = useText();
  return (code) => say(roles.data?.find((role) => role.code === code)) || code;
}
