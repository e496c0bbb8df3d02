"""matching: who can lend, at what true cost."""

from pathlib import Path

from puhui.matching.catalogue import read_catalogue, shipped_catalogue, shipped_chances
from puhui.matching.lendable import Lendable, Wanted, lendable
from puhui.matching.match import match
from puhui.matching.model import (
    Catalogue,
    FellOut,
    Institution,
    Matching,
    MatchRequest,
    NamedFee,
    Offer,
    Product,
    Reason,
)
from puhui.matching.publishing import catalogue_now
from puhui.matching.service.asking import request_for, request_of
from puhui.matching.service.choosing import Redirect, choose_offer
from puhui.matching.service.offering import KeptMatching, KeptOffer, keep_offers, make_offers, offers_of
from puhui.matching.service.standing import OffersStanding, offers_standing

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Catalogue",
    "FellOut",
    "Institution",
    "KeptMatching",
    "KeptOffer",
    "Lendable",
    "MatchRequest",
    "Matching",
    "NamedFee",
    "Offer",
    "OffersStanding",
    "Product",
    "Reason",
    "Redirect",
    "Wanted",
    "catalogue_now",
    "choose_offer",
    "keep_offers",
    "lendable",
    "make_offers",
    "match",
    "offers_of",
    "offers_standing",
    "read_catalogue",
    "request_for",
    "request_of",
    "shipped_catalogue",
    "shipped_chances",
]
