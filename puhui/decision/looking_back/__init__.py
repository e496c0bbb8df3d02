"""Decisions looked at afterwards: which there are, and which rule said what."""

from puhui.decision.looking_back.marks import (
    DecisionMark,
    Newest,
    decision_marks,
    in_use_since,
    newest_decision,
    timings_of,
)
from puhui.decision.looking_back.people import (
    ProposalMark,
    RequestMark,
    proposal_marks,
    request_marks,
)
from puhui.decision.looking_back.steps import (
    RuleSeen,
    StepSeen,
    facts_seen,
    figure_name,
    figure_said,
    steps_seen,
)

__all__ = [
    "DecisionMark",
    "Newest",
    "ProposalMark",
    "RequestMark",
    "RuleSeen",
    "StepSeen",
    "decision_marks",
    "facts_seen",
    "figure_name",
    "figure_said",
    "in_use_since",
    "newest_decision",
    "proposal_marks",
    "request_marks",
    "steps_seen",
    "timings_of",
]
