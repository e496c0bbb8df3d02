"""Paying everything back early, and what falling behind costs (domain 2.3, worked examples W10 and W11)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Final

from puhui.cost.model import DayCount, Instalment, Method, Quote, Terms, Unquotable
from puhui.cost.periods import year_share
from puhui.cost.quote import priced
from puhui.kernel import Problem, Text, YearDays, round_fen

_SHARE_STEP: Final = Decimal("1e-12")
"""So fine that no fen of any loan depends on it; downwards, so that the line is never crossed."""
NOT_DURING_THE_LOAN = Problem(
    "cost.settlement_day",
    Text(
        "提前结清日应在放款之后、最后还款日之前。",
        "The day must lie after drawdown and before the last due date.",
    ),
    Text("请核对结清日期。", "Check the day of settlement."),
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is paid on the day, and what the loan cost in the end. The fee is contingent."""

    on: date
    balance_fen: int
    interest_fen: int
    fee_fen: int
    quote: Quote


def settle_early(quote: Quote, on: date, fee_share: Decimal = Decimal(0)) -> Settlement:
    """Repay the whole balance on `on`, after that day's instalment if there is one.

    Interest runs to the day and no further (民法典 677); `fee_share` is charged on the balance repaid.
    Between two due dates the yearly figures come from the dated rate. Raises Unquotable for a day outside
    the loan.
    """
    terms = quote.terms
    if terms.method is Method.REVOLVING or not terms.drawdown < on < quote.schedule[-1].due:
        raise Unquotable(NOT_DURING_THE_LOAN)
    paid = tuple(instalment for instalment in quote.schedule if instalment.due <= on)
    balance_fen = terms.principal_fen - sum(instalment.principal_fen for instalment in paid)
    fee_fen = round_fen(balance_fen * fee_share)
    since = paid[-1].due if paid else terms.drawdown
    interest_fen = 0 if since == on else _accrued_fen(terms, balance_fen, since, on)
    final = Instalment(on, balance_fen, interest_fen, fee_fen)
    return Settlement(on, balance_fen, interest_fen, fee_fen, _shortened(terms, paid, final))


def overdue_penalty_fen(
    overdue_fen: int,
    annual_rate: Decimal,
    uplift_share: Decimal,
    days: int,
    year_days: YearDays = YearDays.D360,
) -> int:
    """罚息: the contract rate raised by `uplift_share`, by the day, on what is overdue.

    >>> overdue_penalty_fen(800_000, Decimal("0.12"), Decimal("0.5"), 23)
    9200
    """
    return round_fen(overdue_fen * annual_rate * (1 + uplift_share) * days / year_days)


def held_uplift(annual_rate: Decimal, uplift_share: Decimal, most_annual_rate: Decimal) -> Decimal:
    """As much of the uplift as keeps the penalty rate at or below `most_annual_rate` (domain 2.1).

    >>> held_uplift(Decimal("0.12"), Decimal("0.5"), Decimal("0.24"))
    Decimal('0.5')
    >>> held_uplift(Decimal("0.20"), Decimal("0.5"), Decimal("0.24"))
    Decimal('0.2')
    """
    if annual_rate * (1 + uplift_share) <= most_annual_rate:
        return uplift_share
    room = (most_annual_rate / annual_rate - 1).quantize(_SHARE_STEP, ROUND_DOWN).normalize()
    return max(room, Decimal(0))


def _accrued_fen(terms: Terms, balance_fen: int, since: date, on: date) -> int:
    day_count = DayCount.ACTUAL_360 if terms.day_count is DayCount.THIRTY_360 else terms.day_count
    charged_on_fen = terms.principal_fen if terms.method is Method.FLAT else balance_fen
    return round_fen(charged_on_fen * terms.annual_rate * year_share(since, on, day_count))


def _shortened(terms: Terms, paid: tuple[Instalment, ...], final: Instalment) -> Quote:
    if paid and paid[-1].due == final.due:
        last = paid[-1]
        merged = Instalment(
            last.due,
            last.principal_fen + final.principal_fen,
            last.interest_fen,
            last.fees_fen + final.fees_fen,
        )
        return priced(replace(terms, months=len(paid)), (*paid[:-1], merged))
    return priced(replace(terms, months=len(paid) + 1), (*paid, final), equal_periods=False)
