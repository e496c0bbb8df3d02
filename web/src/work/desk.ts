/** The desk's routes. */

import { api, told } from "../api";
import type { components } from "../api/schema";
import type { Filter, Sort } from "./bodies";

type Schemas = components["schemas"];

export interface Search extends Filter {
  sort: Sort;
  after?: string;
  at_most: number;
}

/** What is not said has its default on the server, which the generated types do not know. */
const said = <T>(body: object) => body as T;

const of = (application_id: string) => ({ path: { application_id } });

export const search = (body: Search) =>
  told(api.POST("/api/v1/desk/applications/search", { body: said<Schemas["CaseSearch"]>(body) }));

export const caseFile = (id: string) => told(api.GET("/api/v1/desk/applications/{application_id}", { params: of(id) }));

export const people = () => told(api.GET("/api/v1/desk/people"));

/** Take, hand on or give back; refused where somebody else was quicker than `seen`. */
export const assign = (id: string, assignee: string, seen: string | null) =>
  told(api.PUT("/api/v1/desk/applications/{application_id}/assignee", { params: of(id), body: { assignee, seen } }));

export const addNote = (id: string, text: string, key: string) =>
  told(
    api.POST("/api/v1/desk/applications/{application_id}/notes", {
      params: { ...of(id), header: { "Idempotency-Key": key } },
      body: { text },
    }),
  );

export const pinNote = (id: string, note_id: string, pinned: boolean, key: string) =>
  told(
    api.POST("/api/v1/desk/applications/{application_id}/notes/{note_id}/pin", {
      params: { path: { application_id: id, note_id }, header: { "Idempotency-Key": key } },
      body: { pinned },
    }),
  );

export const views = () => told(api.GET("/api/v1/desk/views"));

export interface NewView {
  name: string;
  filter: Filter;
  sort: Sort;
  columns: string[];
  shared: boolean;
}

export const keepView = ({ name, ...view }: NewView) =>
  told(api.PUT("/api/v1/desk/views/{name}", { params: { path: { name } }, body: said<Schemas["ViewWritten"]>(view) }));

export const dropView = (name: string) => told(api.DELETE("/api/v1/desk/views/{name}", { params: { path: { name } } }));
