"""Two years of one firm's invoices, told by its trade and its character.

Months first (how much was sold), then papers (how that amount was invoiced), then what went wrong with
some of them (voided, reversed). Firms of a ring invoice each other; the buyer's half is the mirrored paper.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from town.residents import Nature, Resident

_FALL_MONTHS: Final = 8
_MONTH_DAYS: Final = 28
_VALID, _VOID = "有效发票", "作废发票"


@dataclass(frozen=True, slots=True)
class Paper:
    """One invoice line in the layout of the sample files; `sale` says from whose side it is seen."""

    firm: str
    number: str
    issued_on: date
    counterparty: str
    amount_fen: int
    tax_fen: int
    status: str
    sale: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the street; the last one may have run only in part."""

    first: date
    until: date

    @property
    def days(self) -> int:
        """Days on which something may be invoiced."""
        return min(_MONTH_DAYS, (self.until - self.first).days + 1)


@dataclass(frozen=True, slots=True)
class _Books:
    """One firm at its desk: who it is, how it runs, whom it circles with, and its own dice."""

    resident: Resident
    character: dict[str, Any]
    trade: dict[str, Any]
    ring: Sequence[str]
    rng: random.Random


def papers_of(
    resident: Resident, nature: Nature, ring: Sequence[str], seed: int, until: date
) -> tuple[Paper, ...]:
    """Everything the firm invoiced and was invoiced, by date; what its ring sold to it is not here."""
    rng = random.Random(f"papers/{seed}/{resident.code}")
    books = _Books(resident, nature.character, nature.trade, ring, rng)
    found: list[Paper] = []
    for age in range(int(books.character["months"]) - 1, -1, -1):
        month = Month(_first_of(until, age), until)
        sold_yuan = _month_yuan(books, age, month.first.month) * month.days / _MONTH_DAYS
        found += _sales(books, sold_yuan, month)
        found += _purchases(books, sold_yuan, month)
    ordered = sorted(found, key=lambda paper: (paper.issued_on, not paper.sale))
    base = 10_000_000 + int(resident.code[1:]) * 100_000
    return tuple(replace(paper, number=f"{base + place:08d}") for place, paper in enumerate(ordered))


def _month_yuan(books: _Books, age: int, month: int) -> float:
    character, trade = books.character, books.trade
    season = trade["season"][month - 1]
    if character["name"] == "seasonal":
        season = max(0.15, 1 + 2.2 * (season - 1))
    growth = character["growth"] ** ((24 - age) / 24)
    fall = character["fall"] if age < _FALL_MONTHS else 1.0
    noise = math.exp(books.rng.gauss(0, character["noise"]))
    return float(trade["sales_yuan"] * character["scale"] * season * growth * fall * noise)


def _sales(books: _Books, sold_yuan: float, month: Month) -> Iterator[Paper]:
    for share in _pieces(books, "sales", sold_yuan):
        paper = _paper(books, _buyer(books), sold_yuan * share, month, sale=True)
        if books.rng.random() < books.character["void"]:
            yield replace(paper, status=_VOID)
            continue
        yield paper
        if books.rng.random() < books.character["red"]:
            yield _reversed(books, paper, month.until)


def _purchases(books: _Books, sold_yuan: float, month: Month) -> Iterator[Paper]:
    from_outside = books.trade["cost_share"] * (1 - books.character["ring"])
    bought_yuan = sold_yuan * from_outside * books.rng.uniform(0.9, 1.1)
    for share in _pieces(books, "supplies", sold_yuan):
        seller = _partner(books, "S", books.trade["suppliers"], 1.0)
        paper = _paper(books, seller, bought_yuan * share, month, sale=False)
        is_void = books.rng.random() < books.character["void"] / 3
        yield replace(paper, status=_VOID) if is_void else paper


def _paper(books: _Books, counterparty: str, total_yuan: float, month: Month, *, sale: bool) -> Paper:
    tax_rate = books.trade["tax_rate" if sale else "supply_tax_rate"]
    amount_fen = max(100, round(total_yuan / (1 + tax_rate) * 100))
    return Paper(
        firm=books.resident.code,
        number="",
        issued_on=month.first + timedelta(days=books.rng.randrange(month.days)),
        counterparty=counterparty,
        amount_fen=amount_fen,
        tax_fen=round(amount_fen * tax_rate),
        status=_VALID,
        sale=sale,
    )


def _reversed(books: _Books, paper: Paper, until: date) -> Paper:
    later = min(until, paper.issued_on + timedelta(days=books.rng.randint(1, 20)))
    return replace(paper, issued_on=later, amount_fen=-paper.amount_fen, tax_fen=-paper.tax_fen)


def _buyer(books: _Books) -> str:
    if books.ring and books.rng.random() < books.character["ring"]:
        return books.rng.choice(books.ring)
    return _partner(books, "B", books.trade["customers"], books.character["spread"])


def _partner(books: _Books, prefix: str, known: int, spread: float) -> str:
    weights = [1 / (rank**spread) for rank in range(1, known + 1)]
    chosen = books.rng.choices(range(1, known + 1), weights)[0]
    return f"{prefix}{books.resident.code[1:]}{chosen:03d}"


def _pieces(books: _Books, side: str, sold_yuan: float) -> list[float]:
    volume = sold_yuan / books.trade["sales_yuan"]
    count = books.trade[side] * min(2.0, max(0.2, math.sqrt(volume))) * books.rng.uniform(0.8, 1.2)
    sizes = [math.exp(books.rng.gauss(0, 0.7)) for _ in range(max(1, round(count)))]
    return [size / sum(sizes) for size in sizes]


def _first_of(until: date, age_months: int) -> date:
    month = until.year * 12 + until.month - 1 - age_months
    return date(month // 12, month % 12 + 1, 1)
