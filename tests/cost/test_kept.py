"""What was quoted can be kept as plain JSON and quoted again to the fen."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from puhui.cost import (
    DayCount,
    Fee,
    FeeBasis,
    FeeTiming,
    Method,
    PayeeType,
    Payer,
    Repayment,
    Terms,
    terms_from,
)

_SHARES = st.decimals(0, Decimal("0.5"), places=6)
_DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
_FEES = st.builds(
    Fee,
    name=st.just("担保费"),
    payee=st.just("测试担保"),
    payee_type=st.sampled_from(PayeeType),
    timing=st.sampled_from(FeeTiming),
    basis=st.sampled_from(FeeBasis),
    amount_fen=st.integers(0, 10**9),
    share=_SHARES,
    payer=st.sampled_from(Payer),
)
_TERMS = st.builds(
    Terms,
    principal_fen=st.integers(1, 10**12),
    months=st.integers(1, 360),
    method=st.sampled_from(Method),
    annual_rate=_SHARES,
    drawdown=_DAYS,
    fees=st.lists(_FEES, max_size=3).map(tuple),
    day_count=st.sampled_from(DayCount),
    first_due=st.none() | _DAYS,
    days=st.none() | st.integers(1, 365),
    repayments=st.lists(st.builds(Repayment, _DAYS, st.integers(1, 10**9)), max_size=2).map(tuple),
)


@given(_TERMS)
def test_terms_come_back_as_they_were_kept(terms: Terms) -> None:
    """Every field, every enum and every decimal, whatever was agreed."""
    assert terms_from(json.loads(json.dumps(asdict(terms), default=str))) == terms
