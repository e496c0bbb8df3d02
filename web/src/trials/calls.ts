import { call } from "../api";
import { callsOf } from "../rules/publishing/calls";
import type { Beside, Comparison, Content, Trial, TrialLine } from "./bodies";

const HERE = "/api/v1/trials";

export const listed = () => call<TrialLine[]>("GET", HERE);
export const one = (name: string) => call<Trial>("GET", `${HERE}/${name}`);
export const compared = (name: string) => call<Comparison>("GET", `${HERE}/${name}/comparison`);
export const drafting = (name: string) => callsOf<Content>(`${HERE}/${name}`);
export const stop = (name: string) => (why: string, key: string) => call<Trial>("POST", `${HERE}/${name}/stop`, { why }, key);

export interface Wanted {
  tables: Record<string, unknown>;
  since: string | null;
  until: string | null;
}
export const flips = (wanted: Wanted, key: string) => call<Beside>("POST", "/api/v1/flips", wanted, key);
