"""One threshold for everybody: what it earns, and how far it leaves two groups apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.credit.frontier import html
from benchmarks.credit.lending import curve, fairest, outcome, richest

SCORE = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
BAD = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 1.0])
GROUP = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])


def test_the_richest_threshold_stops_before_a_bad_loan_that_costs_more_than_follows() -> None:
    """Two good ones, then a bad one that costs five: two earn two, and nothing later makes it good."""
    assert richest(SCORE, BAD, GROUP, loss=5) == (0.2, 2.0)


def test_where_a_bad_loan_costs_little_the_fairest_of_equal_profit_reaches_further() -> None:
    """At a cost of one, five earn 3; with two thirds of that enough, granting everybody leaves no gap."""
    assert richest(SCORE, BAD, GROUP, loss=1)[1] == 3.0
    fair = fairest(SCORE, BAD, GROUP, loss=1, floor=2.0)
    assert fair is not None and fair == pytest.approx((0.6, 0.0))
    assert fairest(SCORE, BAD, GROUP, loss=1, floor=99.0) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.booleans()), min_size=4, max_size=30))
def test_the_curve_says_what_granting_up_to_each_threshold_comes_to(
    rows: list[tuple[int, bool, bool]],
) -> None:
    """Profit and gap of every threshold are those of granting exactly the rows up to it, ties together."""
    both = [*rows, (1, False, False), (1, False, True)]
    score, bad, group = (np.array(column, dtype=np.float64) for column in zip(*both, strict=True))
    for threshold, profit, gap in zip(*curve(score, bad, group, 3.0), strict=True):
        one = outcome((score <= threshold) * 1.0, bad, group, 3.0)
        assert profit / len(score) == pytest.approx(one.profit)
        assert gap == pytest.approx(one.gap)


def test_the_page_shows_every_way_and_needs_nothing_from_elsewhere() -> None:
    """Names stand beside their dots; no script, no address."""
    one = {"profit": 0.5, "gap": 0.2, "profit_low": 0.4, "profit_high": 0.6, "gap_low": 0.1, "gap_high": 0.3}
    page = html({"5": {"as it is": one, "searched": {**one, "gap": 0.15}}})
    assert page.count("<circle") == 2
    assert ">1 as it is</text>" in page and ">2 searched</text>" in page
    assert "<script" not in page and "http" not in page
