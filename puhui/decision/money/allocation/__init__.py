"""A fixed budget over many firms: one rate a band, whole lots, limits of the whole, and a proven bound."""

from puhui.decision.money.allocation.model import (
    Allocation,
    Clash,
    Costs,
    Counts,
    Firms,
    Grouping,
    Menu,
    MostShare,
    Row,
    Wishes,
    Worth,
)
from puhui.decision.money.allocation.reading import Candidates, candidates
from puhui.decision.money.allocation.solve import allocate
from puhui.decision.money.allocation.told import allocated_table, clash_problem, summary, worth_said
from puhui.decision.money.allocation.wishing import Taken, costs_of, menus_by, taken_for_granted

__all__ = [
    "Allocation",
    "Candidates",
    "Clash",
    "Costs",
    "Counts",
    "Firms",
    "Grouping",
    "Menu",
    "MostShare",
    "Row",
    "Taken",
    "Wishes",
    "Worth",
    "allocate",
    "allocated_table",
    "candidates",
    "clash_problem",
    "costs_of",
    "menus_by",
    "summary",
    "taken_for_granted",
    "worth_said",
]
