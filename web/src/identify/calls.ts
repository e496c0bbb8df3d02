/** The routes of this part. */

import { api, call, told } from "../api";
import type { FileShown, Known, Licence, Question, QuestionState, Questions, Size, SizeAsked, Trade, TradeAsked, TradeListed } from "./bodies";

const HERE = "/api/v1/identify";

export const askTrade = (asked: Partial<TradeAsked>) => call<Trade>("POST", `${HERE}/industry`, asked);
export const askSize = (asked: Partial<SizeAsked>) => call<Size>("POST", `${HERE}/size`, asked);
export const putUnsure = (asked: Partial<TradeAsked>, key: string) => call<{ id: string }>("POST", `${HERE}/unsure`, asked, key);
export const trades = () => call<TradeListed[]>("GET", `${HERE}/trades`);

/** A form with a file in it, as it is. */
const whole = { bodySerializer: (body: unknown) => body as FormData };

export function readLicence(photo: File): Promise<Licence> {
  const form = new FormData();
  form.append("photo", photo);
  return told(api.POST(`${HERE}/licence`, { body: form as never, ...whole }) as never);
}

export function sendFile(sent: { file: File; queueUnsure: boolean }, key: string): Promise<FileShown> {
  const form = new FormData();
  form.append("file", sent.file);
  form.append("queue_unsure", String(sent.queueUnsure));
  const params = { header: { "Idempotency-Key": key } };
  return told(api.POST(`${HERE}/industry/file`, { params, body: form as never, ...whole }) as never);
}

export const files = () => call<FileShown[]>("GET", `${HERE}/files`);
export const stopFile = (id: string, key: string) => call<FileShown>("POST", `${HERE}/files/${id}/stop`, undefined, key);
export const forgetFile = (id: string) => call<undefined>("DELETE", `${HERE}/files/${id}`);
export const resultAt = (id: string) => `${HERE}/files/${id}/result`;

export function unsure(state: QuestionState, after?: string): Promise<Questions> {
  const asked = new URLSearchParams({ state, at_most: "25", ...(after && { after }) });
  return call<Questions>("GET", `${HERE}/unsure?${asked}`);
}

export const questionOf = (id: string) => call<Question>("GET", `${HERE}/unsure/${id}`);
export const LABELS = `${HERE}/unsure/labels`;

export interface Answer {
  id: string;
  code: string | null;
  reason: string;
  seen: string | null;
}

export const answer = ({ id, ...body }: Answer, key: string) => call<Question>("POST", `${HERE}/unsure/${id}/answer`, body, key);
export const reopen = (body: { id: string; seen: string }, key: string) =>
  call<Question>("POST", `${HERE}/unsure/${body.id}/reopening`, { seen: body.seen }, key);

export const knownOf = (id: string) => call<Known>("GET", `${HERE}/applications/${id}/owner`);
export const infer = (id: string, key: string) => call<Known>("POST", `${HERE}/applications/${id}/owner/inference`, undefined, key);
