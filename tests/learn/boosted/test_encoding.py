"""A word's number never knows the row it stands in, nor anything that happened later."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.learn.arrays import Floats
from puhui.learn.boosted.encoding import Known, encode_learners, learn_encoder
from puhui.learn.checks.measures import auc
from puhui.learn.spec import Encoding

HOW = Encoding(smoothing_rows=10)


def known(bad: Floats, days: Floats | None = None, groups: np.ndarray | None = None) -> Known:
    """Outcomes of equal weight."""
    return Known(bad, np.ones(len(bad)), days, groups)


def test_words_of_chance_carry_nothing_out_of_fold() -> None:
    """500 words, outcomes by coin: learnt on itself the AUC is above 0.75, out of fold one half."""
    rng = np.random.default_rng(0)
    bad, words = (rng.random(1000) < 0.5) * 1.0, pl.Series([f"w{n}" for n in rng.integers(0, 500, 1000)])
    honest, _ = encode_learners(words, known(bad), HOW, seed=1)
    naive, _ = learn_encoder("w", words, known(bad), HOW).encode(words)
    assert auc(bad, naive) > 0.75
    assert auc(bad, honest) == pytest.approx(0.5, abs=0.06)


def test_a_whole_group_is_encoded_without_itself() -> None:
    """Five rows of one household with the same word would otherwise tell each other."""
    groups = np.repeat(np.arange(200), 5)
    bad = np.repeat((np.random.default_rng(1).random(200) < 0.5) * 1.0, 5)
    words = pl.Series([f"h{group}" for group in groups])
    risk, seen = encode_learners(words, known(bad, groups=groups), HOW, seed=0)
    assert not risk.any() and not seen.any()


def test_an_earlier_row_is_not_told_of_a_later_one() -> None:
    """Loans of one lender on days 1, 2 and 3: each knows those before it, none of its own day."""
    days = np.array([1.0, 2.0, 2.0, 3.0])
    risk, seen = encode_learners(
        pl.Series(["A"] * 4), known(np.array([1.0, 1.0, 0.0, 0.0]), days), HOW, seed=0
    )
    assert np.expm1(seen).round(9).tolist() == [0, 1, 1, 3]
    assert risk[0] == 0


@given(st.integers(0, 10_000), st.integers(0, 400))
def test_the_future_changes_no_earlier_number(seed: int, matures_days: int) -> None:
    """Whatever happens after a day, numbers of rows until that day stay as they were up to the average."""
    rng = np.random.default_rng(seed)
    days = np.sort(rng.integers(0, 1000, 60)).astype(float)
    words = pl.Series([f"w{n}" for n in rng.integers(0, 5, 60)])
    bad = (rng.random(60) < 0.5) * 1.0
    how = Encoding(smoothing_rows=10, matures_days=matures_days)
    _, seen = encode_learners(words, known(bad, days), how, 0)
    half = int((days <= days[30]).sum())
    _, early = encode_learners(words[:half], known(bad[:half], days[:half]), how, 0)
    assert np.allclose(seen[:half], early)


def test_a_word_never_seen_and_a_missing_one_are_average() -> None:
    """New lenders are neither good nor bad."""
    encoder = learn_encoder("w", pl.Series(["a", "a", "b"]), known(np.array([1.0, 1.0, 0.0])), HOW)
    risk, seen = encoder.encode(pl.Series(["new", None, "a"]))
    assert risk[:2].tolist() == [0, 0] and seen[:2].tolist() == [0, 0] and risk[2] > 0


def test_lately_the_newest_loans_count_most() -> None:
    """A lender bad long ago and good lately is encoded better than average by what happened lately."""
    days = np.array([0.0, 1.0, 5000.0, 5001.0, 5001.0, 1.0])
    words, bad = pl.Series(["A", "A", "A", "A", "B", "B"]), np.array([1.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    ever, recent = (
        learn_encoder("w", words, known(bad, days), HOW, recent=recent).encode(pl.Series(["A"]))[0][0]
        for recent in (False, True)
    )
    assert recent < ever
    told, _ = encode_learners(words, known(bad, days), HOW, 0, recent=True)
    assert told[0] == 0 and told[3] < told[2]
