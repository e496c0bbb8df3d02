"""Two policies over history with outcomes: what is known is counted, what is not is a range."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.backtest import Backtest, Outcomes, backtest, read_history, read_outcomes, report_page
from puhui.decision.backtest.book import judge
from puhui.decision.backtest.counting import counting
from puhui.decision.backtest.measuring import measure
from puhui.decision.backtest.resampling import drawn
from puhui.kernel import Problem
from tests.decision.backtest.histories import BEFORE, TODAY, firms, history, outcomes, proposed

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def found() -> Backtest:
    """The whole of a backtest of 240 firms."""
    result = backtest(
        history(),
        outcomes(),
        before=BEFORE,
        after=proposed(),
        purpose="看看不做 B 档会怎样",
        made_at=AT,
        outcomes_source="ends.csv",
    )
    assert isinstance(result, Backtest)
    return result


def test_swap_sets_are_everybody_once(found: Backtest) -> None:
    """Both, in, out and neither add up, and so do the policies' approvals."""
    it = found.findings
    sets = {name: one.n for name, one in it.swaps.items()}
    assert sum(sets.values()) == it.n == 240
    assert sets["both"] + sets["swap_in"] == it.after.lent.n
    assert sets["both"] + sets["swap_out"] == it.before.lent.n
    assert min(sets.values()) > 0
    assert sum(it.table.values()) == 240


def test_known_bad_rates_are_counted_by_hand(found: Backtest) -> None:
    """The same as one counts with the fingers over the same decisions."""
    book = judge(history(), outcomes(), BEFORE, proposed())
    swapped_out = book.before.approved & ~book.after.approved & book.known
    one = found.findings.swaps["swap_out"]
    assert (one.known, one.bads) == (swapped_out.sum(), (swapped_out & book.is_bad).sum())
    assert one.bad_rate.value == pytest.approx(one.bads / one.known)
    assert one.bad_rate.low is not None
    assert one.bad_rate.high is not None
    assert one.bad_rate.low <= one.bads / one.known <= one.bad_rate.high


def test_what_nobody_knows_is_a_range_and_nothing_else(found: Backtest) -> None:
    """With every unknown good, and with every unknown bad; what is known lies between."""
    for one in (found.findings.before.lent, found.findings.after.lent, *found.findings.swaps.values()):
        assert one.bad_range.least == pytest.approx(one.bads / one.n)
        assert one.bad_range.most == pytest.approx((one.bads + one.n - one.known) / one.n)
    sure = found.findings.after.lent
    assert sure.profit_range_fen.least is not None
    assert sure.scaled_profit_fen.value is not None
    assert sure.profit_range_fen.least < sure.scaled_profit_fen.value < (sure.profit_range_fen.most or 0)


def test_profit_is_told_as_it_happened_and_at_the_policys_own_limits(found: Backtest) -> None:
    """¥100,000 was lent then; a policy that gives twice as much is told twice the profit, and says so."""
    book = judge(history(), outcomes(), BEFORE, proposed())
    seen = book.after.approved & book.known
    it = found.findings.after.lent
    assert it.profit_fen.value == pytest.approx(book.profit_fen[seen].sum())
    by_hand = (book.profit_fen[seen] * book.after.limit_fen[seen] / 10_000_000).sum()
    assert it.scaled_profit_fen.value == pytest.approx(by_hand)
    assert "assumes that profit grows with the amount" in report_page(found)


def test_an_unknown_end_changes_nothing_that_is_known() -> None:
    """Whoever is taken out of the outcomes widens the range, and joins neither the good nor the bad."""
    every = measure(judge(history(), outcomes(known_of=1_000), BEFORE, proposed()), counting(), 7)
    some = measure(judge(history(), outcomes(), BEFORE, proposed()), counting(), 7)
    for name in every.swaps:
        assert every.swaps[name].n == some.swaps[name].n
        assert some.swaps[name].known < every.swaps[name].known
        least, most = some.swaps[name].bad_range.least, some.swaps[name].bad_range.most
        assert least is not None
        assert most is not None
        assert least <= (every.swaps[name].bad_range.least or 0.0) <= most


def test_without_any_outcome_it_still_tells_what_it_can() -> None:
    """Approval, limits and who is affected are there; everything about loans says that it is not known."""
    result = backtest(
        history(), Outcomes({}), before=BEFORE, after=proposed(), purpose="没有结果", made_at=AT
    )
    assert isinstance(result, Backtest)
    it = result.findings
    assert it.known == 0
    assert it.after.approval.value is not None
    assert it.after.lent.bad_rate.value is None
    assert (it.after.lent.bad_range.least, it.after.lent.bad_range.most) == (0.0, 1.0)
    assert it.after.lent.profit_range_fen.least is None
    page = report_page(result)
    assert "nan" not in page.lower().replace("finance", "")
    assert "None" not in page


def test_the_same_again_is_the_same(found: Backtest) -> None:
    """Same data, versions and seed: the same file, byte for byte; another seed moves only intervals."""
    again = backtest(
        history(),
        outcomes(),
        before=BEFORE,
        after=proposed(),
        purpose="看看不做 B 档会怎样",
        made_at=AT,
        outcomes_source="ends.csv",
    )
    assert isinstance(again, Backtest)
    assert report_page(again) == report_page(found)
    other = measure(judge(history(), outcomes(), BEFORE, proposed()), counting(), 8)
    assert other.difference.bad_rate.value == found.findings.difference.bad_rate.value
    assert other.difference.bad_rate.low != found.findings.difference.bad_rate.low


def test_the_same_policy_twice_differs_in_nothing() -> None:
    """No swap, and a difference of nothing whose interval has no width."""
    it = measure(judge(history(), outcomes(), BEFORE, BEFORE), counting(), 7)
    assert (it.swaps["swap_in"].n, it.swaps["swap_out"].n) == (0, 0)
    assert (it.difference.approval.value, it.difference.approval.low, it.difference.approval.high) == (
        0,
        0,
        0,
    )
    assert (it.difference.profit_fen.low, it.difference.profit_fen.high) == (0, 0)


def test_who_is_affected_adds_up_by_every_group(found: Backtest) -> None:
    """By band, trade, region, sex, age and amount; small groups are put together."""
    by = {it.by for it in found.findings.groups}
    assert by == {"band", "trade", "region", "sex", "age", "amount"}
    for name in by:
        assert sum(it.n for it in found.findings.groups if it.by == name) == 240
    few = measure(judge(history(24), outcomes(24), BEFORE, proposed()), counting(), 7)
    assert all(it.n >= counting().least_group or it.value == "*" for it in few.groups)


def test_the_report_says_what_a_risk_manager_signs(found: Backtest) -> None:
    """Purpose, period, hashes of both, rows that differ, caveat, seed and sign-off in both languages."""
    page = report_page(found)
    for said in (
        "看看不做 B 档会怎样",
        "2026-01-01 – 2026-06-01",
        found.before.policy,
        found.after.policy,
        found.before.rater,
        "band_d",
        "Swapped in: proposed only",
        "换出：只有现行通过",
        "Nothing is inferred of them",
        "种子 7",
        "Head of risk",
        "风险负责人",
        "note",
    ):
        assert said in page, said
    assert "<script" not in page
    assert "http" not in page
    assert page.count("<svg") > len({it.by for it in found.findings.groups})


def test_a_file_is_read_row_by_row(tmp_path: Path) -> None:
    """What cannot be read is left out and named with its line; columns that no table reads are told."""
    table = firms(12).with_columns(
        as_of=pl.when(pl.col("id") == "E0003").then(pl.lit("31.02.")).otherwise("as_of")
    )
    table.write_csv(tmp_path / "firms.csv")
    read = read_history(tmp_path / "firms.csv", TODAY)
    assert not isinstance(read, Problem)
    assert (len(read.cases), read.unused) == (11, ("note",))
    (left,) = read.left_out
    assert left.where == "firms.csv, line 5"
    ends = "id,is_bad,exposure_fen\nE0000,1,100\nE0001,maybe,1\nE0002,,\nE0000,0,1\nE0004,0,1.5\n"
    (tmp_path / "ends.csv").write_text(ends, encoding="utf-8")
    known = read_outcomes(tmp_path / "ends.csv")
    assert not isinstance(known, Problem)
    assert list(known.ended) == ["E0000"]
    assert [it.where for it in known.left_out] == [f"ends.csv, line {line}" for line in (3, 5, 6)]
    assert known.unknown == 1


@pytest.mark.parametrize("content", ["", "name\nx\n", "\x00\x01"])
def test_a_file_that_is_no_history_says_so(tmp_path: Path, content: str) -> None:
    """A problem with what to do, never a stack trace."""
    path = tmp_path / "firms.csv"
    path.write_text(content, encoding="utf-8")
    assert isinstance(read_history(path, TODAY), Problem)
    assert isinstance(read_outcomes(path), Problem)


def test_nobody_is_a_problem() -> None:
    """An empty time has nothing to tell."""
    nobody = replace(history(1), cases=())
    assert isinstance(
        backtest(nobody, Outcomes({}), before=BEFORE, after=BEFORE, purpose="x", made_at=AT), Problem
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60), st.integers(0, 9))
def test_draws_keep_what_is_the_same_for_everybody(values: list[float], seed: int) -> None:
    """The count of every draw is the count of all; a mean lies within the values."""
    column = np.array(values)
    it = drawn({"n": np.ones(len(values)), "x": column}, len(values), 20, seed)
    assert set(it.draws["n"].tolist()) == {float(len(values))}
    mean = it.estimate(lambda sums: sums["x"] / sums["n"])
    assert mean.low is not None
    assert mean.high is not None
    slack = 1e-6 * max(1.0, abs(column).max())
    assert column.min() - slack <= mean.low <= mean.high <= column.max() + slack
