"""Registering the other side by its card: at a command's word, or when a process starts."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from puhui.exchange import PLATFORM, Partner, add_partner, partner_from_card
from puhui.ground import Work
from puhui.kernel import Problem, Text


def read_card(file: Path) -> dict[str, Any] | Problem:
    """A card from a file."""
    try:
        return card_in(file.read_text("utf-8"), str(file))
    except (OSError, UnicodeDecodeError):
        return _NO_CARD.at(str(file))


def card_in(text: str, where: str) -> dict[str, Any] | Problem:
    """A card as it was printed."""
    try:
        written = json.loads(text)
    except ValueError:
        return _NO_CARD.at(where)
    return written if isinstance(written, dict) else _NO_CARD.at(where)


def register(
    work: Work, written: Mapping[str, Any], first: date | None = None, last: date | None = None
) -> Partner | Problem:
    """Register a card, for a year unless it is said otherwise; registered again, it is brought up to date.

    The platform's card is kept at an institution under the institution's own code.
    """
    first = first or work.today()
    own = work.institution if written.get("institution") == PLATFORM else None
    new = partner_from_card(written, first, last or _a_year_later(first), institution=own)
    return new if isinstance(new, Problem) else add_partner(work, new)


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


_NO_CARD: Final = Problem(
    "partner.card.unreadable",
    Text("这个文件不是名片。", "This file is no card."),
    Text("请对方用 puhui partner card 打印。", "Ask the other side for what puhui partner card prints."),
)
