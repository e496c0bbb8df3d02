"""An allocation is read from a table of decisions and told so that a person can act on it."""

import polars as pl
import pytest

from puhui.decision import shipped_policy
from puhui.decision.money.allocation import (
    Allocation,
    Candidates,
    Clash,
    MostShare,
    Wishes,
    allocate,
    allocated_table,
    candidates,
    clash_problem,
    costs_of,
    summary,
    worth_said,
)
from puhui.kernel import Language, Problem

LOT = 10_000
DECIDED = pl.DataFrame(
    {
        "firm": ["E1", "E2", "E3", "E4", "E5", "E6"],
        "outcome": ["approve", "approve", "approve", "refer", "decline", "approve"],
        "limit_yuan": [300_000, 200_000, 400_000, 0, 0, 6_000],
        "annual_rate": [0.06, 0.06, 0.085, None, None, 0.06],
        "probability": [0.005, 0.02, 0.05, 0.02, 0.6, 0.01],
        "band": ["A", "A", "B", "A", "D", "A"],
        "trade": ["F", "C", "F", "F", "F", "F"],
        "first_loan": [False, True, False, False, False, True],
    }
)


def read(table: pl.DataFrame = DECIDED) -> Candidates:
    """Candidates that there must be."""
    found = candidates(table, (), LOT, LOT, ("first_loan",))
    assert isinstance(found, Candidates)
    return found


def shared(wishes: Wishes) -> tuple[Candidates, Allocation | Clash]:
    """The table's firms at its own rates under the shipped costs."""
    by = read()
    menus = by.menus()
    bands = by.firms.band.labels
    costs = costs_of(shipped_policy(), bands, {})
    return by, allocate(by.firms, tuple(menus[it] for it in bands), costs, wishes)


def test_everybody_keeps_a_row_with_the_reason() -> None:
    """Who waits for a person, was declined, or has too small a limit takes no part, and it says so."""
    wishes = Wishes(500_000 * 100, LOT * 100)
    by, found = shared(wishes)
    assert isinstance(found, Allocation)
    table = allocated_table(by, found, wishes, Language.ZH)
    assert table["firm"].to_list() == DECIDED["firm"].to_list()
    assert table["why_code"].to_list() == [
        "part",
        "others_earn_more",
        "full",
        "outcome_refer",
        "outcome_decline",
        "limit_below_lot",
    ]
    assert table["amount_yuan"].to_list() == [100_000, 0, 400_000, 0, 0, 0]
    assert table.filter(pl.col("amount_yuan") > 0)["annual_rate"].to_list() == [0.06, 0.085]


def test_the_next_ten_thousand_yuan_are_told_in_money() -> None:
    """E1 pays 6 %, fails with 0.5 %: 5.97 % comes in, 0.225 % is lost, 3.44 % is spent; ¥231 on ¥10,000."""
    wishes = Wishes(500_000 * 100, LOT * 100)
    _, found = shared(wishes)
    assert isinstance(found, Allocation)
    said = [it.zh for it in worth_said(found.worths, wishes)]
    assert said == ["预算再多 1 万元，一年大约多挣 231元。"]


def test_a_felt_limit_says_what_giving_way_by_a_point_earns() -> None:
    """Trade F may take 20 % of ¥1,000,000 and would take more; a larger budget would give it 20 % of that."""
    wishes = Wishes(1_000_000 * 100, LOT * 100, most=(MostShare("trade", 0.2, "F"),))
    by, found = shared(wishes)
    assert isinstance(found, Allocation)
    said = [it.en for it in worth_said(found.worths, wishes)]
    assert said[0] == "Another ¥10,000 of budget earns about ¥48 more a year."
    assert said[1].startswith("Giving way by one percentage point on “trade F at most 20.0%” earns about ¥")
    assert summary(by, found, wishes)["gap"] < 1e-9


def test_a_clash_is_one_sentence_with_amounts_and_what_to_do() -> None:
    """Ninety per cent of ¥2,000,000 cannot be used by firms whose limits add up to ¥900,000."""
    wishes = Wishes(2_000_000 * 100, LOT * 100, use_least=0.9)
    _, found = shared(wishes)
    assert isinstance(found, Clash)
    said = clash_problem(found, wishes)
    assert said.what.zh == (
        "这些限制不能同时满足：预算至少用掉 90.0%（180万元）。各企业的额度和其他限制之内，最多能给出 90万元。"
    )


def test_two_rates_within_a_band_are_refused() -> None:
    """Somebody was priced by person, or two tables were laid one upon the other."""
    priced = DECIDED.with_columns(annual_rate=pl.Series([0.06, 0.07, 0.085, None, None, 0.06]))
    found = candidates(priced, (), LOT, LOT, ())
    assert isinstance(found, Problem)
    assert found.code == "allocation.rates"


@pytest.mark.parametrize("column", ["firm", "band", "probability", "limit_yuan"])
def test_a_missing_column_is_named(column: str) -> None:
    """With the ones that are there."""
    found = candidates(DECIDED.drop(column), (), LOT, LOT, ())
    assert isinstance(found, Problem)
    assert column in found.what.en


def test_a_firm_that_stands_twice_is_refused() -> None:
    """It would be lent to twice."""
    assert isinstance(candidates(pl.concat([DECIDED, DECIDED[:1]]), (), LOT, LOT, ()), Problem)


@pytest.mark.parametrize("limit", ["inf", "1e30", "much", "nan", None])
def test_a_limit_that_is_none_takes_no_part(limit: str | None) -> None:
    """Nothing is lent up to what nobody can read."""
    odd = DECIDED.with_columns(limit_yuan=pl.Series([limit, "200000", "400000", "0", "0", "6000"]))
    by = candidates(odd, (), LOT, LOT, ())
    assert isinstance(by, Candidates)
    assert by.left_out[0] == "limit_unknown"


@pytest.mark.parametrize("probability", [None, float("nan"), -0.1, 1.0, 7.0])
def test_a_probability_that_is_none_takes_no_part(probability: float | None) -> None:
    """Nothing is lent on a number that cannot be one."""
    odd = DECIDED.with_columns(probability=pl.Series([probability, 0.02, 0.05, 0.02, 0.6, 0.01]))
    by = candidates(odd, (), LOT, LOT, ())
    assert isinstance(by, Candidates)
    assert by.left_out[0] == "probability_unknown"
