"""Paying back early costs interest to the day and no more."""

from datetime import date
from decimal import Decimal

import pytest

from puhui.cost import Method, Terms, Unquotable, quote, settle_early

LENT = date(2026, 1, 15)
QUOTED = quote(Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), LENT))


def test_between_two_due_dates_interest_runs_to_the_day() -> None:
    """Ten days after the fifth instalment: ten 360ths of 18 % on the balance, and no fee unless agreed."""
    settled = settle_early(QUOTED, date(2026, 6, 25))
    assert settled.interest_fen == round(settled.balance_fen * 0.18 * 10 / 360)
    assert settled.fee_fen == 0
    assert sum(item.principal_fen for item in settled.quote.schedule) == 10_000_000


def test_without_a_fee_settling_early_costs_the_contract_rate() -> None:
    """民法典 677: the loan was used for six months at 18 %, so it cost 18 %."""
    assert round(settle_early(QUOTED, date(2026, 7, 15)).quote.apr_simple, 6) == Decimal("0.18")


def test_before_the_first_instalment_only_days_are_paid() -> None:
    """Settled after five days: principal and five days of interest."""
    settled = settle_early(QUOTED, date(2026, 1, 20))
    assert (settled.balance_fen, settled.interest_fen) == (10_000_000, 25_000)


@pytest.mark.parametrize("day", [LENT, date(2027, 1, 15), date(2030, 1, 1)])
def test_a_day_outside_the_loan_is_refused(day: date) -> None:
    """Nothing to settle on the first day, nor on or after the last due date."""
    with pytest.raises(Unquotable) as refused:
        settle_early(QUOTED, day)
    assert refused.value.problem.code == "cost.settlement_day"
