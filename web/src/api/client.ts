import createClient from "openapi-fetch";
import { chosenLanguage } from "../words/language";
import { problemOf, Refused, UNREACHED } from "./problem";
import type { paths } from "./schema";
import { csrfToken, rememberCsrf, signedInAgain } from "./session";

const DOOR = ["/api/v1/sessions", "/api/v1/me"];
const STALE_TOKEN = "access.csrf.forbidden";

/** Every route of the server, typed from its OpenAPI document (`npm run api`). */
export const api = createClient<paths>({ baseUrl: "", fetch: send });

/** What openapi-fetch gives. */
export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The value of an answer. Throws `Refused` with the server's problem. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new Refused(problemOf(error, response.status));
  return data as T;
}

/** A route typed by hand, for one that the OpenAPI document does not have yet. */
export async function call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  const headers = new Headers(key ? { "Idempotency-Key": key } : {});
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const response = await send(new Request(path, { method, headers, body: sent }));
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(problemOf(answer, response.status));
  return answer as T;
}

/** Send; where the session is over wait for a new sign-in and send again, so that nothing is lost. */
async function send(request: Request): Promise<Response> {
  if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", crypto.randomUUID());
  }
  const answer = await wholly(await once(request));
  const isDoor = DOOR.includes(new URL(request.url).pathname);
  if (answer.status === 401 && !isDoor && (await signedInAgain())) return once(request);
  if (answer.status === 403 && (await hasStaleToken(answer))) return (await renewToken()) ? once(request) : answer;
  return answer;
}

/** A refusal is read to its end before anybody waits on it: the connection is free, and it can be read again. */
async function wholly(answer: Response): Promise<Response> {
  if (answer.status !== 401 && answer.status !== 403) return answer;
  return new Response(await answer.text(), { status: answer.status, headers: answer.headers });
}

async function once(request: Request): Promise<Response> {
  const sent = request.clone();
  sent.headers.set("Accept-Language", chosenLanguage() === "zh" ? "zh-CN" : "en");
  if (csrfToken()) sent.headers.set("X-CSRF-Token", csrfToken());
  try {
    return await fetch(sent);
  } catch {
    throw new Refused(UNREACHED);
  }
}

async function hasStaleToken(answer: Response): Promise<boolean> {
  const body: unknown = await answer.clone().json().catch(() => null);
  return problemOf(body, 403).code === STALE_TOKEN;
}

/** Signing in elsewhere in this browser changes the session under us: ask once for its token. */
async function renewToken(): Promise<boolean> {
  const answer = await once(new Request("/api/v1/me"));
  if (!answer.ok) return false;
  const me = (await answer.json()) as { csrf_token?: string };
  rememberCsrf(me.csrf_token);
  return Boolean(me.csrf_token);
}
