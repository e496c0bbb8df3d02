"""What people type into a field: full-width digits, commas, a 元 at the end; read kindly, never guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from puhui.app.pages.wording import texts
from puhui.kernel import Problem, fen

_AMOUNT: Final = re.compile(
    r"(?:\d{1,12}|\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,4}(?:[, ]\d{4}){1,2})(?:\.\d{1,2})?(?P<wan>万)?", re.ASCII
)
"""Commas and blanks part thousands, or 万, and nothing else: `100,00` may mean a hundred."""
_FEN_PER_WAN: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class AmountTyped:
    """An amount that was understood."""

    fen: int


def needed(typed: Mapping[str, str], name: str, most: int = 60) -> str | Problem:
    """Words that must be there, without the blanks around them."""
    written = typed.get(name, "").strip()
    if not written:
        return Problem(f"form.{name}.missing", texts()["error.required"])
    if len(written) > most:
        return Problem(f"form.{name}.too_long", texts()["error.too_long"].fill(most=most))
    return written


def amount_typed(typed: Mapping[str, str], name: str) -> AmountTyped | Problem:
    """An amount of yuan; 万 is understood.

    >>> amount_typed({"amount": "８０，０００元"}, "amount"), amount_typed({"amount": "8.5万"}, "amount")
    (AmountTyped(fen=8000000), AmountTyped(fen=8500000))
    """
    written = needed(typed, name)
    if isinstance(written, Problem):
        return written
    tidy = unicodedata.normalize("NFKC", written).removeprefix("¥").removesuffix("元").strip()
    tidy = re.sub(r"\s*(万)", r"\1", tidy)
    match = _AMOUNT.fullmatch(tidy)
    if match is None:
        return Problem(f"form.{name}.amount", texts()["error.amount"])
    amount_fen = fen(re.sub(r"[, 万]", "", tidy))
    return AmountTyped(amount_fen * (_FEN_PER_WAN // 100) if match["wan"] else amount_fen)


def whole_number(typed: Mapping[str, str], name: str, *, least: int, most: int) -> int | Problem:
    """A count between two bounds.

    >>> whole_number({"started_year": " 2019 "}, "started_year", least=1900, most=2026)
    2019
    """
    written = needed(typed, name)
    if isinstance(written, Problem):
        return written
    tidy = unicodedata.normalize("NFKC", written)
    if not (tidy.isascii() and tidy.isdecimal()) or not least <= int(tidy[:9]) <= most:
        return Problem(f"form.{name}.number", texts()["error.year"])
    return int(tidy)
