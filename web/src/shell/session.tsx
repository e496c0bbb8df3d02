import { createContext, useContext } from "react";
import { call } from "../api/client";
import { rememberCsrf } from "../api/session";
import type { Text } from "../words/text";

/** Who is signed in, as `GET /api/v1/me` tells. */
export interface Me {
  id: string;
  kind: string;
  login: string | null;
  roles: string[];
  role_names: Array<{ code: string } & Text>;
  actions: string[];
  mode: "live" | "test";
  institution: string | null;
  party: { role: "platform" | "institution"; code: string | null; name: Text };
  is_demo: boolean;
  csrf_token: string | null;
  session_expires_at: string | null;
}

const Session = createContext<Me | null>(null);
export const SessionProvider = Session.Provider;

/** The person who is signed in. Only below the frame, where there always is one. */
export function useMe(): Me {
  const me = useContext(Session);
  if (!me) throw new Error("nobody is signed in here");
  return me;
}

/** Whether this person may do an action of permissions.yaml: `may("account.create")`. */
export function useMay(): (action: string) => boolean {
  const me = useMe();
  return (action) => me.actions.includes(action);
}

export async function readMe(): Promise<Me> {
  const me = await call<Me>("GET", "/api/v1/me");
  rememberCsrf(me.csrf_token);
  return me;
}

export async function signIn(login: string, password: string): Promise<void> {
  const opened = await call<{ csrf_token: string }>("POST", "/api/v1/sessions", { login, password });
  rememberCsrf(opened.csrf_token);
}

export async function signOut(): Promise<void> {
  await call("DELETE", "/api/v1/sessions/current");
  rememberCsrf(null);
}
