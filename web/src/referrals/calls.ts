/** The routes of cases before a person, and of what borrowers ask. */

import { call } from "../api";
import type { Language } from "../words";
import type { Asked, AskedOpened, AskedPage, Kind, Referral, Result, Said, Told, Verdict } from "./bodies";

export const referralOf = (id: string) => call<Referral>("GET", `/api/v1/referrals/${id}`);

export const giveVerdict = (id: string, verdict: Verdict, key: string) =>
  call<Said>("POST", `/api/v1/referrals/${id}/verdict`, verdict, key);

export const settle = (id: string, proposal: string, body: { agrees: boolean; note: string }, key: string) =>
  call<Said>("POST", `/api/v1/referrals/${id}/proposals/${proposal}/confirmation`, body, key);

export const toldOf = (decision: string, language: Language) =>
  call<Told>("GET", `/api/v1/decisions/${decision}?lang=${language}`);

export interface Wanted {
  state: "open" | "answered";
  kind?: Kind;
  after?: string;
}

export function requestsFor({ state, kind, after }: Wanted): Promise<AskedPage> {
  const asked = new URLSearchParams({ state, at_most: "25", ...(kind && { kind }), ...(after && { after }) });
  return call<AskedPage>("GET", `/api/v1/requests?${asked}`);
}

export const requestOf = (id: string) => call<AskedOpened>("GET", `/api/v1/requests/${id}`);

export interface Answer {
  text_zh: string;
  text_en: string;
  result: Result;
}

export const answerRequest = (id: string, answer: Answer, key: string) =>
  call<Asked>("POST", `/api/v1/requests/${id}/answer`, answer, key);
