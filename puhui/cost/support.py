"""What somebody else pays towards a borrower's cost: 贴息, a guarantee fee taken over, a lender's discount.

A support is a cash flow of its own: who pays it, towards what, how much at most, and when it reaches the
borrower. It never enters the quote of the contract, the disclosure table or the cap test: those tell what the
contract costs, and that is what is owed the day a support ends. It stands beside them, with the yearly cost
that is left (`Supported`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Final

from puhui.cost.fees import borrowers_fees, fee_fen
from puhui.cost.model import FeeTiming, Instalment, PayeeType, Quote
from puhui.cost.quote import yearly_figures
from puhui.cost.yearly import rate_by_date, rounded

_A_QUARTER: Final = 3


class Towards(StrEnum):
    """What a support is paid towards."""

    INTEREST = "interest"
    FEES = "fees"


class Reaches(StrEnum):
    """When it reaches the borrower: on each due day, on each third one, or with the last."""

    EACH_DUE = "each_due"
    QUARTERLY = "quarterly"
    AT_END = "at_end"


class Supporter(StrEnum):
    """Who pays."""

    GOVERNMENT = "government"
    LENDER = "lender"
    PLATFORM = "platform"
    GUARANTOR = "guarantor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Support:
    """One support. `share` of what it is paid towards; with `points_most` never more than so many yearly
    percentage points of interest (0.02 = two points); `most_fen` for the whole loan; only on the first
    `months_most` dues. `payee_type`: fees of that payee only."""

    name: str
    payer: str
    payer_type: Supporter
    towards: Towards
    share: Decimal
    reaches: Reaches = Reaches.EACH_DUE
    points_most: Decimal | None = None
    most_fen: int | None = None
    months_most: int | None = None
    payee_type: PayeeType | None = None


@dataclass(frozen=True, slots=True)
class SupportPaid:
    """One payment that reaches the borrower."""

    on: date
    amount_fen: int
    support: Support


@dataclass(frozen=True, slots=True)
class Supported:
    """The contract's quote as it is, what others pay, and the yearly figures of what is left."""

    quote: Quote
    paid: tuple[SupportPaid, ...]
    total_fen: int
    left_fen: int
    apr_simple: Decimal
    apr_effective: Decimal
    xirr: Decimal


def supported(quote: Quote, supports: Sequence[Support]) -> Supported:
    """The quote beside what others pay. Together they never pay more than a cost is; a cost that two would
    take over is taken over in the order given."""
    left = [_Left(due.interest_fen, dict(_fees_of(quote, at))) for at, due in enumerate(quote.schedule)]
    upfront = dict(_upfront_fees(quote))
    paid: list[SupportPaid] = []
    for support in supports:
        paid += _paid(quote, support, left, upfront)
    total_fen = sum(it.amount_fen for it in paid)
    received_fen = quote.received_fen + sum(it.amount_fen for it in paid if it.on == quote.terms.drawdown)
    net = tuple(_less(due, paid) for due in quote.schedule)
    xirr = rate_by_date(received_fen, net, quote.terms.drawdown)
    simple, effective = yearly_figures(quote.terms, net, received_fen, xirr)
    return Supported(
        quote,
        tuple(paid),
        total_fen,
        quote.total_cost_fen - total_fen,
        rounded(simple),
        rounded(effective),
        rounded(xirr),
    )


@dataclass(slots=True)
class _Left:
    """What nobody has taken over yet of one due's costs."""

    interest_fen: int
    fees_fen: dict[int, int]


def _paid(
    quote: Quote, support: Support, left: list[_Left], upfront: dict[int, int]
) -> Iterator[SupportPaid]:
    room_fen = support.most_fen if support.most_fen is not None else quote.total_cost_fen
    held_fen, last = 0, len(quote.schedule) - 1
    if support.towards is Towards.FEES and upfront:
        amount_fen = min(_of_fees(quote, support, upfront), room_fen)
        room_fen -= amount_fen
        if amount_fen and support.reaches is Reaches.EACH_DUE:
            yield SupportPaid(quote.terms.drawdown, amount_fen, support)
        else:
            held_fen = amount_fen
    for at, due in enumerate(quote.schedule):
        if support.months_most is None or at < support.months_most:
            amount_fen = min(_towards(quote, support, left[at]), room_fen)
            room_fen, held_fen = room_fen - amount_fen, held_fen + amount_fen
        if held_fen and _reaches_on(support.reaches, at, last):
            yield SupportPaid(due.due, held_fen, support)
            held_fen = 0


def _towards(quote: Quote, support: Support, left: _Left) -> int:
    """What it pays of one due, taken off what is left for others."""
    if support.towards is Towards.FEES:
        return _of_fees(quote, support, left.fees_fen)
    share, rate = support.share, quote.terms.annual_rate
    if support.points_most is not None and rate > 0:
        share = min(share, support.points_most / rate)
    amount_fen = min(_floor(left.interest_fen * share), left.interest_fen)
    left.interest_fen -= amount_fen
    return amount_fen


def _of_fees(quote: Quote, support: Support, fees_fen: dict[int, int]) -> int:
    total_fen = 0
    fees = tuple(borrowers_fees(quote.terms))
    for place, owed_fen in fees_fen.items():
        if support.payee_type in {None, fees[place].payee_type}:
            amount_fen = min(_floor(owed_fen * support.share), owed_fen)
            fees_fen[place] = owed_fen - amount_fen
            total_fen += amount_fen
    return total_fen


def _fees_of(quote: Quote, at: int) -> Iterator[tuple[int, int]]:
    """Each fee of one due, by its place among the borrower's fees."""
    schedule, terms = quote.schedule, quote.terms
    owed_fen = terms.principal_fen - sum(due.principal_fen for due in schedule[:at])
    for place, fee in enumerate(borrowers_fees(terms)):
        is_last = fee.timing is FeeTiming.END and at == len(schedule) - 1
        if fee.timing is FeeTiming.EACH or is_last:
            yield place, fee_fen(fee, terms.principal_fen, owed_fen)


def _upfront_fees(quote: Quote) -> Iterator[tuple[int, int]]:
    principal_fen = quote.terms.principal_fen
    for place, fee in enumerate(borrowers_fees(quote.terms)):
        if fee.timing is FeeTiming.UPFRONT:
            yield place, fee_fen(fee, principal_fen, principal_fen)


def _less(due: Instalment, paid: Sequence[SupportPaid]) -> Instalment:
    """What is left to pay that day; below zero where a quarter's support reaches the borrower at once."""
    return replace(due, fees_fen=due.fees_fen - sum(it.amount_fen for it in paid if it.on == due.due))


def _reaches_on(reaches: Reaches, at: int, last: int) -> bool:
    if reaches is Reaches.EACH_DUE or at == last:
        return True
    return reaches is Reaches.QUARTERLY and (at + 1) % _A_QUARTER == 0


def _floor(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_FLOOR))
