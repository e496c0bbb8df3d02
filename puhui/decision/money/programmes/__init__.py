"""Programmes: supports that somebody pays towards some borrowers' cost, dated, with source and confidence."""

from puhui.decision.money.programmes.model import Programme
from puhui.decision.money.programmes.reading import read_programmes, shipped_programmes

__all__ = ["Programme", "read_programmes", "shipped_programmes"]
