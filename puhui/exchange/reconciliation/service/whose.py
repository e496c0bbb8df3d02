"""Whose rows of which day: the key of every question, and the columns that all tables share."""

from datetime import date
from typing import Any

from puhui.exchange.reconciliation import store
from puhui.exchange.reconciliation.model import Direction, Header
from puhui.ground import Work


def wanted_header(work: Work, direction: Direction, on: date, institution: str | None) -> Header:
    """The header that a file of that day must have. `institution` is whose, by default the one this work is
    for; a work for none must say it."""
    whose = institution or work.institution
    if whose is None:
        raise ValueError("say which institution is meant: this work is for none")
    return Header(whose, direction, on, work.actor.mode)


def key_of(header: Header) -> store.Whose:
    """Institution, mode and day."""
    return header.institution, header.mode, header.business_date


def header_row(header: Header) -> dict[str, Any]:
    """What every row of that day begins with."""
    return {
        "institution": header.institution,
        "mode": header.mode.value,
        "direction": header.direction.value,
        "business_date": header.business_date,
    }
