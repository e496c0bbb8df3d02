/** The routes of this part. */

import { api, call, told } from "../api";
import type { Model, ModelLine, Use } from "./bodies";

const MODELS = "/api/v1/models";
const USES = "/api/v1/model-uses";

export const MODELS_KEY = ["models"];
export const USES_KEY = ["model-uses"];
export const modelKey = (id: string) => ["models", id];

export const models = () => call<ModelLine[]>("GET", MODELS);
export const modelOf = (id: string) => call<Model>("GET", `${MODELS}/${id}`);
export const uses = () => call<Use[]>("GET", USES);

export interface Settling {
  id: string;
  verdict: "approval" | "rejection";
  note: string;
}

export const settle = ({ id, verdict, note }: Settling, key: string) => call<Model>("POST", `${MODELS}/${id}/${verdict}`, { note }, key);
export const settleUse = ({ id, verdict, note }: Settling, key: string) => call<Use>("POST", `${USES}/${id}/${verdict}`, { note }, key);
export const withdraw = (body: { id: string; why: string }, key: string) => call<Model>("POST", `${MODELS}/${body.id}/withdrawal`, { why: body.why }, key);

export interface Crowning {
  product: string;
  model_id: string | null;
  effective_from: string;
  note: string;
}

export interface Moving {
  product: string;
  model_id: string;
  shift: number;
  slope: number;
  effective_from: string;
  note: string;
}

export const recalibrate = (body: Moving, key: string) => call<Use>("POST", `${USES}/recalibration`, body, key);
export const crown = (body: Crowning, key: string) => call<Use>("POST", `${USES}/champion`, body, key);

export interface HandedIn {
  files: File[];
  product: string;
  expires_on: string;
  fallback: "refer" | "judgement";
  note: string;
}

export function register({ files, ...about }: HandedIn, key: string): Promise<Model> {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  for (const [name, value] of Object.entries(about)) form.append(name, value);
  const params = { header: { "Idempotency-Key": key } };
  return told(api.POST(MODELS, { params, body: form as never, bodySerializer: (body: unknown) => body as FormData }) as never);
}
