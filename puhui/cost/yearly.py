"""The yearly cost of a stream of payments: the one place where a rate of return is solved and rounded.

* Monthly dues, every period a whole month: `i` solves Σ CFₜ/(1+i)ᵗ = cash received on equal periods,
  whatever day count made the interest (domain 2.3). `apr_simple` = 12·i (单利), `apr_effective` =
  (1+i)¹² − 1 (复利).
* A broken first period: the dated rate `xirr` is the effective one, and `apr_simple` is
  12·((1+xirr)^(1/12) − 1), so that the two stay one rate said in two ways.
* Revolving: `apr_effective` = `xirr`; `apr_simple` = all cost ÷ (principal actually occupied × time), on 365
  days, as 人行公告〔2021〕第3号 defines it. A contract of 0.04 % a day is therefore 14.60 %, not 14.40 %.

See docs/decisions/0003-which-yearly-rate-is-shown.md.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

import pyxirr

from puhui.cost.model import Instalment, Unquotable
from puhui.kernel import Problem, Text

_PLACES: Final = Decimal("1e-10")
_AGREES_WITHIN: Final = 1e-10
_WIDEST: Final = 2.0**200

NO_RATE = Problem(
    "cost.no_rate",
    Text(
        "按这些条件算不出年化利率：费用几乎等于或超过到手金额。",
        "No yearly rate exists for these terms: the charges swallow what is received.",
    ),
    Text("请核对费用。", "Check the fees."),
)


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount and when it is paid, counted in periods (months or years) from drawdown."""

    time: float
    amount_fen: int


def monthly_payments(schedule: Sequence[Instalment], months: int) -> tuple[Payment, ...]:
    """Payments on equal months; a single payment falls on the last one."""
    first = months - len(schedule) + 1
    return tuple(Payment(first + index, instalment.total_fen) for index, instalment in enumerate(schedule))


def dated_payments(schedule: Iterable[Instalment], drawdown: date) -> tuple[Payment, ...]:
    """Payments on their days, in years of 365."""
    return tuple(
        Payment((instalment.due - drawdown).days / 365, instalment.total_fen) for instalment in schedule
    )


def rate_per_month(received_fen: int, payments: Sequence[Payment]) -> float:
    """`i` of Σ CFₜ/(1+i)ᵗ = received, on equal months. Raises Unquotable when there is none."""
    amounts = [0.0] * (int(payments[-1].time) + 1)
    for payment in payments:
        amounts[int(payment.time)] = float(payment.amount_fen)
    amounts[0] = -float(received_fen)
    return _checked(pyxirr.irr(amounts, guess=0.01, silent=True), received_fen, payments)


def rate_by_date(received_fen: int, schedule: Sequence[Instalment], drawdown: date) -> float:
    """`x` of Σ CFₖ/(1+x)^(days ÷ 365) = received. Raises Unquotable when there is none."""
    days = [drawdown, *(instalment.due for instalment in schedule)]
    amounts = [-float(received_fen), *(float(instalment.total_fen) for instalment in schedule)]
    found = pyxirr.xirr(days, amounts, guess=0.1, silent=True)
    return _checked(found, received_fen, dated_payments(schedule, drawdown))


def present_value_fen(rate: float, payments: Iterable[Payment]) -> float:
    """What the payments are worth on the day of drawdown, at a rate for each period of `time`."""
    growth = math.log1p(rate)
    return math.fsum(payment.amount_fen * math.exp(-growth * payment.time) for payment in payments)


def compounded(rate: float, times: float) -> float:
    """`(1 + rate)^times − 1`, exact for small rates as well."""
    try:
        return math.expm1(times * math.log1p(rate))
    except OverflowError:
        raise Unquotable(NO_RATE) from None


def rounded(rate: float) -> Decimal:
    """The published figure, ten decimals half-up: nothing else rounds a rate."""
    if not math.isfinite(rate):
        raise Unquotable(NO_RATE)
    with localcontext(prec=400):
        return Decimal(repr(rate)).quantize(_PLACES, ROUND_HALF_UP) + 0


def _checked(found: float | None, received_fen: int, payments: Sequence[Payment]) -> float:
    """A library's root is believed when it solves the equation; otherwise it is looked for by halving."""
    if found is not None and found > -1 and math.isfinite(found):
        off_fen = present_value_fen(found, payments) - received_fen
        if abs(off_fen) <= _AGREES_WITHIN * received_fen:
            return found - off_fen / _slope_fen(found, payments)
    return _by_halving(received_fen, payments)


def _slope_fen(rate: float, payments: Iterable[Payment]) -> float:
    """How present value changes with the rate: one Newton step makes a library's root exact to the digit."""
    growth = math.log1p(rate)
    return -math.fsum(
        payment.time * payment.amount_fen * math.exp(-growth * (payment.time + 1)) for payment in payments
    )


def _by_halving(received_fen: int, payments: Sequence[Payment]) -> float:
    """Present value falls as the rate rises, so one root exists and halving cannot miss it."""
    low, high = -0.999999, 1.0
    while present_value_fen(high, payments) > received_fen:
        low, high = high, high * 4
        if high > _WIDEST:
            raise Unquotable(NO_RATE)
    for _ in range(300):
        middle = (low + high) / 2
        if present_value_fen(middle, payments) > received_fen:
            low = middle
        else:
            high = middle
    return high
