/** The desk's routes. */

import { call } from "../api";
import type { CaseFile, Fraud } from "./application/bodies";
import type { Filter, Found, Person, Sort, View } from "./bodies";

const DESK = "/api/v1/desk";

export interface Search extends Filter {
  sort: Sort;
  after?: string;
  at_most: number;
}

export const search = (body: Search) => call<Found>("POST", `${DESK}/applications/search`, body);

export const caseFile = (id: string) => call<CaseFile>("GET", `${DESK}/applications/${id}`);

export const fraudOf = (id: string) => call<Fraud>("GET", `${DESK}/applications/${id}/fraud`);

export const people = () => call<Person[]>("GET", `${DESK}/people`);

/** Take, hand on or give back; refused where somebody else was quicker than `seen`. */
export const assign = (id: string, assignee: string, seen: string | null) =>
  call<void>("PUT", `${DESK}/applications/${id}/assignee`, { assignee, seen });

export const addNote = (id: string, text: string, key: string) =>
  call<{ id: string }>("POST", `${DESK}/applications/${id}/notes`, { text }, key);

export const pinNote = (id: string, note: string, pinned: boolean, key: string) =>
  call<void>("POST", `${DESK}/applications/${id}/notes/${note}/pin`, { pinned }, key);

export const views = () => call<View[]>("GET", `${DESK}/views`);

export type NewView = Pick<View, "name" | "filter" | "sort" | "columns" | "shared">;

export const keepView = (view: NewView) => call<void>("PUT", `${DESK}/views/${encodeURIComponent(view.name)}`, view);

export const dropView = (name: string) => call<void>("DELETE", `${DESK}/views/${encodeURIComponent(name)}`);
