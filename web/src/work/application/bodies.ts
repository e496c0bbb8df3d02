/** One application with everything around it, as the desk tells it. */

import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type CaseFile = Schemas["CaseBody"];
export type Party = Schemas["PartyShown"];
export type Debts = Schemas["DebtsShown"];
export type Evidence = Schemas["EvidenceShown"];
export type EvidenceState = Evidence["state"];
export type Consent = Schemas["ConsentShown"];
export type Decision = Schemas["DecisionShown"];
export type Step = Schemas["StepShown"];
export type Rule = Schemas["RuleShown"];
export type Contribution = Schemas["ContributionShown"];
export type Offer = Schemas["OfferShown"];
export type Fee = Schemas["FeeShown"];
export type Handover = Schemas["HandoverShown"];
export type Loan = Schemas["LoanShown"];
export type Drawdown = Schemas["DrawdownShown"];
export type Repayment = Schemas["RepaymentShown"];
export type Break = Schemas["BreakShown"];
export type Moment = Schemas["MomentBody"];
export type Note = CaseFile["notes"][number];
