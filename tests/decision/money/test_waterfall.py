"""A limit told bound by bound agrees with the decision it is about."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import EvidencePath, Inputs, Waterfall, shipped_policy
from puhui.decision.money.waterfall import waterfall
from puhui.decision.sizing import BOUNDS
from puhui.kernel import Outcome
from tests.decision.making import LAW, decided, firm


def seen(inputs: Inputs) -> Waterfall:
    """The waterfall of a decision on these inputs, from its record alone."""
    found = waterfall(inputs, decided(inputs).record(), shipped_policy(), LAW)
    assert found is not None
    return found


def test_every_bound_is_told_with_how_it_was_reckoned() -> None:
    """A sound firm of ¥2.4 million sales is held by its cash flow: ¥20,000 a month, 55 % of it, 24 %."""
    found = seen(firm(EvidencePath.APPLICATION, amount_fen=20_000_000))
    assert [it.code for it in found.bounds] == list(BOUNDS)
    cash = next(it for it in found.bounds if it.holds)
    assert (cash.code, cash.amount_fen) == ("cash", 11_632_875)
    assert cash.why.zh == (
        "每月经营现金流 2万元 的 55% 可用于还款，减去现有月供 0元，余 1.1万元；"
        "按法定最高年利率 24.00%、12 个月等额本息倒算"
    )
    assert found.says.en == (
        "“What cash flow repays” binds: ¥116,329; next comes “Working-capital need” (¥189,000)."
        " Rounded down to whole ¥1,000 it is ¥116,000"
    )


def test_a_limit_below_the_least_says_so() -> None:
    """¥3,878 is not ¥5,000."""
    found = seen(firm(sales_12m_yuan=80_000.0, purchases_12m_yuan=72_000.0))
    assert found.limit_fen == 0
    assert "低于本产品起点 5,000元" in found.says.zh


def test_where_no_limit_was_reckoned_there_is_nothing_to_show() -> None:
    """Sales are unknown, or the band has no usable share."""
    unknown = firm(sales_12m_yuan=None)
    assert waterfall(unknown, decided(unknown).record(), shipped_policy(), LAW) is None
    poor = firm(sales_6m_change=-0.61, top_buyer_share=0.88)
    assert waterfall(poor, decided(poor).record(), shipped_policy(), LAW) is None


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {"sales_12m_yuan": st.floats(10_000, 10**8), "purchases_12m_yuan": st.floats(0, 10**8)},
        optional={
            "debt_balance_yuan": st.floats(0, 10**6),
            "debt_service_monthly_yuan": st.floats(0, 10**5),
            "trade": st.sampled_from(["F", "C", "H", None]),
        },
    ),
    st.one_of(st.none(), st.integers(100_000, 10**9)),
)
def test_the_picture_and_the_decision_never_disagree(changes: dict[str, Any], asked_fen: int | None) -> None:
    """The lowest bound is what the record carried; the limit is what was approved; one bound holds."""
    inputs = firm(EvidencePath.APPLICATION, amount_fen=asked_fen, **changes)
    decision = decided(inputs)
    found = waterfall(inputs, decision.record(), shipped_policy(), LAW)
    if found is None:
        assert not decision.measures.get("carried_yuan")
        return
    assert found.carried_fen / 100 == decision.measures["carried_yuan"]
    assert sum(it.holds for it in found.bounds) == 1
    assert max(min(it.amount_fen for it in found.bounds), 0) == found.carried_fen
    if decision.outcome is Outcome.APPROVE:
        assert found.limit_fen == decision.limit_fen


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**5), st.integers(0, 10**6), st.integers(0, 10**5))
def test_more_debt_never_raises_what_is_decided(balance: int, service: int, more: int, dearer: int) -> None:
    """Through every table, not only through the sums: gates, bounds, rounding and the least."""
    owing = decided(_owing(balance, service))
    assert decided(_owing(balance + more, service + dearer)).limit_fen <= owing.limit_fen


def _owing(balance: float, service: float) -> Inputs:
    debts = {"debt_balance_yuan": float(balance), "debt_service_monthly_yuan": float(service)}
    return firm(EvidencePath.APPLICATION, **debts)
