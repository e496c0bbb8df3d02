"""matching: who can lend, at what true cost."""

from pathlib import Path

from puhui.matching.catalogue import read_catalogue, shipped_catalogue, shipped_chances
from puhui.matching.match import match
from puhui.matching.model import (
    Catalogue,
    FellOut,
    Institution,
    Matching,
    MatchRequest,
    Offer,
    Product,
    Reason,
)

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Catalogue",
    "FellOut",
    "Institution",
    "MatchRequest",
    "Matching",
    "Offer",
    "Product",
    "Reason",
    "match",
    "read_catalogue",
    "shipped_catalogue",
    "shipped_chances",
]
