"""Decisions looked at afterwards: which there are, and which rule said what."""

from puhui.decision.looking_back.marks import DecisionMark, decision_marks, in_use_since, timings_of
from puhui.decision.looking_back.steps import (
    RuleSeen,
    StepSeen,
    figure_name,
    figure_said,
    steps_seen,
)

__all__ = [
    "DecisionMark",
    "RuleSeen",
    "StepSeen",
    "decision_marks",
    "figure_name",
    "figure_said",
    "in_use_since",
    "steps_seen",
    "timings_of",
]
