import { call } from "../../api";
import type { Diff, Kept, Publication, Trouble } from "./bodies";

/** The routes that a thing has which is published: `/api/v1/policies/{name}`, `/api/v1/products/{code}`. */
export interface Calls<C> {
  save: (body: { content: C; seen_revision: number | null; based_on: string | null }) => Promise<Kept>;
  check: (content: C) => Promise<Trouble[]>;
  diff: () => Promise<Diff>;
  submit: (body: { note: string; seen_revision: number }, key: string) => Promise<Kept>;
  reject: (body: { note: string; seen_revision: number }, key: string) => Promise<Kept>;
  publish: (body: { effective_from: string; seen_revision: number; note: string }, key: string) => Promise<Publication>;
  discard: () => Promise<void>;
}

export function callsOf<C>(address: string): Calls<C> {
  const draft = `${address}/draft`;
  return {
    save: (body) => call("PUT", draft, body),
    check: (content) => call("POST", `${draft}/check`, { content }),
    diff: () => call("GET", `${draft}/diff`),
    submit: (body, key) => call("POST", `${draft}/submission`, body, key),
    reject: (body, key) => call("POST", `${draft}/rejection`, body, key),
    publish: (body, key) => call("POST", `${draft}/publication`, body, key),
    discard: () => call("DELETE", draft),
  };
}
