"""Repayment schedules: who owes what, when, to the fen.

A schedule is a plain tuple of instalments; nothing here knows a borrower, a product or a clock. Every
posted amount is rounded half-up to the fen, and the last instalment absorbs what rounding of principal left
(domain 2.3), so principal always sums to exactly what was lent.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from itertools import accumulate
from operator import mul
from typing import Final

from puhui.cost.model import Instalment, Method, Terms
from puhui.cost.periods import Period, periods
from puhui.cost.revolving import revolving
from puhui.kernel import round_fen

PRECISION: Final = 40
"""Digits of intermediate results; the domain asks for at least 28."""


def schedule(terms: Terms) -> tuple[Instalment, ...]:
    """Every instalment of a loan, without fees."""
    with localcontext(prec=PRECISION):
        if terms.method is Method.REVOLVING:
            return revolving(terms)
        return tuple(_METHODS[terms.method](terms.principal_fen, terms.annual_rate, periods(terms)))


def equal_instalment(
    principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]
) -> Iterator[Instalment]:
    """等额本息: the same payment every period, interest on what is still owed."""
    payment_fen = _level_payment_fen(principal_fen, annual_rate, spans)
    return _run_down(principal_fen, annual_rate, spans, lambda interest_fen: payment_fen - interest_fen)


def equal_principal(
    principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]
) -> Iterator[Instalment]:
    """等额本金: the same share of principal every period, interest on what is still owed."""
    share_fen = round_fen(Decimal(principal_fen) / len(spans))
    return _run_down(principal_fen, annual_rate, spans, lambda _: share_fen)


def interest_only(
    principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]
) -> Iterator[Instalment]:
    """先息后本: interest every period, the whole principal with the last."""
    return _run_down(principal_fen, annual_rate, spans, lambda _: 0)


def flat(principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]) -> Iterator[Instalment]:
    """等本等息: equal principal, and every period the same charge on the *original* principal."""
    for owed, span in zip(equal_principal(principal_fen, Decimal(0), spans), spans, strict=True):
        charge_fen = round_fen(principal_fen * annual_rate * span.years)
        yield Instalment(owed.due, owed.principal_fen, charge_fen)


def bullet(principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]) -> Iterator[Instalment]:
    """到期一次还本付息: nothing until the end, then everything; simple interest on the whole term."""
    years = sum((span.years for span in spans), Decimal(0))
    yield Instalment(spans[-1].due, principal_fen, round_fen(principal_fen * annual_rate * years))


def _run_down(
    principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...], repaid: Callable[[int], int]
) -> Iterator[Instalment]:
    """Charge interest on what is owed, take `repaid(interest)` off it, and settle the rest at the end."""
    owed_fen = principal_fen
    for number, span in enumerate(spans, 1):
        interest_fen = round_fen(owed_fen * annual_rate * span.years)
        principal_part_fen = owed_fen if number == len(spans) else min(max(repaid(interest_fen), 0), owed_fen)
        yield Instalment(span.due, principal_part_fen, interest_fen)
        owed_fen -= principal_part_fen


def _level_payment_fen(principal_fen: int, annual_rate: Decimal, spans: tuple[Period, ...]) -> int:
    """`P·r(1+r)ⁿ/((1+r)ⁿ−1)`, written as P ÷ Σ discounts so that periods of unequal length fit as well."""
    growths = accumulate((1 + annual_rate * span.years for span in spans), mul)
    return round_fen(principal_fen / sum((1 / growth for growth in growths), Decimal(0)))


_METHODS: Final = {
    Method.EQUAL_INSTALMENT: equal_instalment,
    Method.EQUAL_PRINCIPAL: equal_principal,
    Method.INTEREST_ONLY: interest_only,
    Method.FLAT: flat,
    Method.BULLET: bullet,
}
