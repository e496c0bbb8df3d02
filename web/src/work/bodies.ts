/** What the desk answers, by the names this part of the console uses. Amounts are fen, rates shares a year. */

import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Row = Schemas["CaseRow"];
export type Found = Schemas["CasesFound"];
export type Counts = Schemas["CaseCounts"];
export type View = Schemas["ViewBody"];
export type Stage = Schemas["Stage"];
export type WaitsFor = Schemas["WaitsFor"];
export type Sort = Schemas["Sort"];
export type Outcome = NonNullable<Row["outcome"]>;
export type Band = NonNullable<Row["band"]>;
export type Person = NonNullable<Row["assignee"]>;

type Whole = Schemas["CaseFilter"] & { text: string | null };

/** A filter says only what was chosen; `text` is what somebody typed to find a person. */
export type Filter = { [Name in keyof Whole]?: NonNullable<Whole[Name]> };
