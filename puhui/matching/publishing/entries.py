"""Single entries of a product that is being written: each checked by itself, with its own sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from puhui.decision import Band
from puhui.ground.publishing import Trouble
from puhui.matching.publishing import wording

LARGEST_FEN: Final = 100_000_000_000
"""One billion yuan: nobody lends more to a micro business, and every figure stays exact."""

_LONGEST_TEXT: Final = 200
_YEARS: Final = range(2000, 2151)
_SHARE: Final = re.compile(r"\d(\.\d{1,10})?")


def one_of(name: str, value: object, allowed: Iterable[str]) -> Iterator[Trouble]:
    """One code of a table."""
    if not isinstance(value, str) or value not in set(allowed):
        yield wording.not_one_of(name, allowed)


def codes(name: str, value: object, allowed: Iterable[str]) -> Iterator[Trouble]:
    """Some codes of a table, each once, at least one."""
    if not isinstance(value, list) or not value:
        yield wording.nothing_chosen(name)
        return
    known = set(allowed)
    is_known = all(isinstance(it, str) and it in known for it in value)
    if not is_known or len(set(value)) < len(value):
        yield wording.not_one_of(name, allowed)


def text(name: str, value: object) -> Iterator[Trouble]:
    """A short text."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_TEXT:
        yield wording.text(name, _LONGEST_TEXT)


def both(name: str, value: object) -> Iterator[Trouble]:
    """A text in both languages."""
    told = value if isinstance(value, Mapping) else {}
    yield from (wording.stray(f"{name}.{str(it)[:20]}") for it in told if it not in {"zh", "en"})
    for language in ("zh", "en"):
        yield from text(f"{name}.{language}", told.get(language))


def day(name: str, value: object) -> Iterator[Trouble]:
    """A day."""
    if date_of(value) is None:
        yield wording.day(name)


def share(name: str, value: object, most: Decimal = Decimal(1)) -> Iterator[Trouble]:
    """A fraction written as text, so that it stays exact."""
    with suppress(InvalidOperation):
        if isinstance(value, str) and _SHARE.fullmatch(value) and Decimal(value) <= most:
            return
    yield wording.share(name, most)


def by_band(name: str, value: object, most: Decimal = Decimal(1)) -> Iterator[Trouble]:
    """A fraction for each of some bands."""
    table = value if isinstance(value, Mapping) else {}
    if not table:
        yield wording.nothing_chosen(name)
    for band, fraction in table.items():
        if band not in set(Band):
            yield wording.not_one_of(f"{name}.{str(band)[:20]}", Band)
        else:
            yield from share(f"{name}.{band}", fraction, most)


def is_fen(value: object, *, least_fen: int) -> bool:
    """Whether this is an amount that somebody could lend or charge."""
    return type(value) is int and least_fen <= value <= LARGEST_FEN


def date_of(value: object) -> date | None:
    """The day, where it is written as one and somebody could mean it."""
    with suppress(ValueError):
        if isinstance(value, str) and len(value) == len("2026-11-01"):
            found = date.fromisoformat(value)
            return found if found.year in _YEARS else None
    return None
