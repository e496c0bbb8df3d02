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
from puhui.decision.money.allocation.solve import allocate

__all__ = [
    "Allocation",
    "Clash",
    "Costs",
    "Counts",
    "Firms",
    "Grouping",
    "Menu",
    "MostShare",
    "Row",
    "Wishes",
    "Worth",
    "allocate",
]
