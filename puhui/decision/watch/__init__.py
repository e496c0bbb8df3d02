"""Watching: each night's numbers over the decisions that are kept, and alarms about what moved."""

from puhui.decision.watch.alarming.acknowledging import acknowledge
from puhui.decision.watch.alarming.model import Alarm, Level, Rule, Why
from puhui.decision.watch.alarming.saying import what_moved, what_to_do
from puhui.decision.watch.looking import Looked, days_of, looked
from puhui.decision.watch.reading.loans import Performance, PerformanceOf, no_loans
from puhui.decision.watch.reading.opening import OnProgress
from puhui.decision.watch.running import Run, look_today, watch_due

__all__ = [
    "Alarm",
    "Level",
    "Looked",
    "OnProgress",
    "Performance",
    "PerformanceOf",
    "Rule",
    "Run",
    "Why",
    "acknowledge",
    "days_of",
    "look_today",
    "looked",
    "no_loans",
    "watch_due",
    "what_moved",
    "what_to_do",
]
