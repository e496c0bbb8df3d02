"""Registering the other side by its card: at a command's word, or when a process starts."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from puhui.exchange import PLATFORM, Partner, add_partner, partner_from_card
from puhui.ground import SYSTEM, Ground, Work
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


def register_all(
    ground: Ground, cards: Iterable[Mapping[str, Any]], first: date | None = None, last: date | None = None
) -> tuple[Partner, ...] | Problem:
    """Register cards, all or none. On the platform each institution has its login at once, so that a database
    account that may not make one is told now and not at the partner's first request (`Unavailable`)."""
    added: list[Partner] = []
    with ground.work(SYSTEM) as work:
        for card in cards:
            one = register(work, card, first, last)
            if isinstance(one, Problem):
                work.connection.rollback()
                return one
            added.append(one)
    for one in added if ground.institution is None else ():
        ground.tenants.of(one.institution)
    return tuple(added)


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


_NO_CARD: Final = Problem(
    "partner.card.unreadable",
    Text("这个文件不是名片。", "This file is no card."),
    Text("请对方用 puhui partner card 打印。", "Ask the other side for what puhui partner card prints."),
)
