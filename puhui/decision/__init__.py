"""decision: fraud, credit, limit and price, and why."""

from pathlib import Path

from puhui.decision.batch import Batch, decide_firms, firm_numbers, keep_batch, with_rows_left_out
from puhui.decision.brought import Brought, read_brought
from puhui.decision.churn_file import read_churn
from puhui.decision.engine import decide
from puhui.decision.fraud.marks import fraud_marks
from puhui.decision.fraud.outcome import FraudOutcome, credit_outcome, fraud_outcome
from puhui.decision.jdm import BrokenTableError
from puhui.decision.keeping import Decided, Kept, MadeBy, Replay
from puhui.decision.law import law_on, nominal_cap
from puhui.decision.looking_back import (
    DecisionMark,
    Newest,
    ProposalMark,
    RequestMark,
    RuleSeen,
    StepSeen,
    decision_marks,
    facts_seen,
    figure_name,
    figure_said,
    in_use_since,
    newest_decision,
    proposal_marks,
    request_marks,
    steps_seen,
    timings_of,
)
from puhui.decision.model import (
    Band,
    Decision,
    DecisionOwner,
    EvidencePath,
    Inputs,
    Law,
    Reason,
    Step,
    StepTaken,
)
from puhui.decision.money.bodies import WaterfallBody
from puhui.decision.money.seen import limit_seen
from puhui.decision.money.waterfall import Waterfall
from puhui.decision.owner import Decider, platform_decider, read_decider
from puhui.decision.people.answering import answer_request
from puhui.decision.people.asking import ask_review, review_of, reviews_of
from puhui.decision.people.model import (
    Proposal,
    Review,
    ReviewKind,
    ReviewOpened,
    ReviewResult,
    Verdict,
)
from puhui.decision.people.referring import Referral, referral_of
from puhui.decision.people.requested import answers_about, requests
from puhui.decision.people.saying import PersonSays, is_by_person
from puhui.decision.people.verdict import Settling, give_verdict, settle_proposal
from puhui.decision.policy import Policy, policy_from, shipped_policy
from puhui.decision.preparing import prepare
from puhui.decision.pricing import ChurnAt, priced_by_churn
from puhui.decision.publishing import decider_now, policy_now
from puhui.decision.reasons import rights
from puhui.decision.scoring import Rater
from puhui.decision.service import (
    decide_application,
    decide_here,
    decide_package,
    decision_by_id,
    decision_of,
    replay,
)
from puhui.decision.trade import TRADE_FACTS, trade_facts
from puhui.decision.underwriting import (
    Underwriting,
    bring,
    confirm_underwriting,
    credit_data,
    open_underwriting,
    refer_underwriting,
    stop_underwriting,
    underwriting_for,
    underwriting_of,
)
from puhui.decision.which_scorecard import Chosen, choose_scorecard, content_hash, judgement_scorecard

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "TRADE_FACTS",
    "Band",
    "Batch",
    "BrokenTableError",
    "Brought",
    "Chosen",
    "ChurnAt",
    "Decided",
    "Decider",
    "Decision",
    "DecisionMark",
    "DecisionOwner",
    "EvidencePath",
    "FraudOutcome",
    "Inputs",
    "Kept",
    "Law",
    "MadeBy",
    "Newest",
    "PersonSays",
    "Policy",
    "Proposal",
    "ProposalMark",
    "Rater",
    "Reason",
    "Referral",
    "Replay",
    "RequestMark",
    "Review",
    "ReviewKind",
    "ReviewOpened",
    "ReviewResult",
    "RuleSeen",
    "Settling",
    "Step",
    "StepSeen",
    "StepTaken",
    "Underwriting",
    "Verdict",
    "Waterfall",
    "WaterfallBody",
    "answer_request",
    "answers_about",
    "ask_review",
    "bring",
    "choose_scorecard",
    "confirm_underwriting",
    "content_hash",
    "credit_data",
    "credit_outcome",
    "decide",
    "decide_application",
    "decide_firms",
    "decide_here",
    "decide_package",
    "decider_now",
    "decision_by_id",
    "decision_marks",
    "decision_of",
    "facts_seen",
    "figure_name",
    "figure_said",
    "firm_numbers",
    "fraud_marks",
    "fraud_outcome",
    "give_verdict",
    "in_use_since",
    "is_by_person",
    "judgement_scorecard",
    "keep_batch",
    "law_on",
    "limit_seen",
    "newest_decision",
    "nominal_cap",
    "open_underwriting",
    "platform_decider",
    "policy_from",
    "policy_now",
    "prepare",
    "priced_by_churn",
    "proposal_marks",
    "read_brought",
    "read_churn",
    "read_decider",
    "refer_underwriting",
    "referral_of",
    "replay",
    "request_marks",
    "requests",
    "review_of",
    "reviews_of",
    "rights",
    "settle_proposal",
    "shipped_policy",
    "steps_seen",
    "stop_underwriting",
    "timings_of",
    "trade_facts",
    "underwriting_for",
    "underwriting_of",
    "with_rows_left_out",
]
