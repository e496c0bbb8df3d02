"""What is owed for being late stays at or below the line at which a court reduces it (domain 2.1, 2.3)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import Method, held_uplift, overdue_penalty_fen
from puhui.kernel import YearDays
from puhui.loan import penalty_uplift
from puhui.loan.contract_words import Borrower, contract_text_on
from puhui.loan.pricing import table_on
from tests.loan.lending import TERM
from tests.loan.test_contract_text import agreed
from tests.servicing.lent import House, terms

LINE = Decimal("0.24")
RATES = st.decimals("0.0001", "0.36", places=4)
UPLIFTS = st.decimals("0.30", "0.50", places=2)


@given(rate=RATES, uplift=UPLIFTS)
def test_the_penalty_rate_never_crosses_the_line_and_is_never_more_than_agreed(
    rate: Decimal, uplift: Decimal
) -> None:
    """Below the line it is what was agreed; at it, the line to the billionth; above it, no uplift is left."""
    held = held_uplift(rate, uplift, LINE)
    assert 0 <= held <= uplift
    charged = rate * (1 + held)
    if rate * (1 + uplift) <= LINE:
        assert held == uplift
    elif rate <= LINE:
        assert LINE - Decimal("1e-9") < charged <= LINE
    else:
        assert held == 0


@pytest.mark.parametrize(("rate", "expected"), [("0.12", "0.5"), ("0.16", "0.5"), ("0.20", "0.2")])
def test_a_contract_is_held_to_the_line_of_its_day(rate: str, expected: str) -> None:
    """16 % raised by half is 24 % and may stay; 20 % may only be raised by a fifth."""
    told = replace(TERM, annual_rate=Decimal(rate))
    assert penalty_uplift(told, date(2026, 11, 23)) == Decimal(expected)


def test_the_contract_and_the_cost_table_say_what_is_charged() -> None:
    """Both name 24.00 % and that nothing beyond it is charged; a cheap contract says what it always said."""
    on, borrower = date(2026, 11, 23), Borrower("测试一", "9900**********0017", "9999********0012")
    dear = agreed(replace(TERM, annual_rate=Decimal("0.20")))
    text = contract_text_on(dear, borrower, on).text
    assert "24.00%计收（合同利率上浮50%为30.00%，超出部分不收）" in text.zh
    assert "24.00% a year on what is overdue" in text.en
    assert any("24.00%" in it.terms.zh for it in table_on(dear, on).contingent)
    cheap = contract_text_on(agreed(replace(TERM, annual_rate=Decimal("0.12"))), borrower, on).text
    assert "18.00%（合同利率上浮50%）" in cheap.zh


def test_ten_days_late_at_twenty_percent_costs_ten_days_at_the_line(house: House) -> None:
    """To the fen: the penalty of an overdue instalment is reckoned at 24 % and not at 30 %."""
    loan_id: UUID = house.lend(terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.20"))
    house.has_funds = False
    first = house.plan(loan_id)[0]
    house.go_to(first.due + timedelta(days=10))
    late = house.plan(loan_id)[0]
    expected = overdue_penalty_fen(first.owed.principal_fen, LINE, Decimal(0), 10, YearDays.D360)
    assert late.owed.penalty_fen == expected
