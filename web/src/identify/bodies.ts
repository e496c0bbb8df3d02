/** What the server tells of trades, sizes, licences, files, questions and people. */

import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Trade = Schemas["TradeBody"];
export type Guess = Schemas["GuessBody"];
export type Evidence = Schemas["EvidenceBody"];
export type TradeAsked = Schemas["TradeAsked"];
export type Size = Schemas["SizeBody"];
export type SizeAsked = Schemas["SizeAsked"];
export type Licence = Schemas["LicenceBody"];
export type LicenceField = Licence["fields"][number];
export type FileShown = Schemas["FileBody"];
export type Question = Schemas["QuestionBody"];
export type Questions = Schemas["QuestionsBody"];
export type TradeListed = Schemas["TradeListed"];
export type Known = Schemas["KnownBody"];
export type QuestionState = "open" | "answered" | "not_sure";
