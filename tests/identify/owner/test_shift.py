"""Probabilities move with the share of owners, and that share is found without labels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.identify.owner.policy import policy
from puhui.identify.owner.shift import Scores, chance, estimated_prior, moved, threshold_for


def a_place(prevalence: float, persons: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Log odds as a perfect model trained at one in two would give them, and the truth."""
    rng = np.random.default_rng(round(prevalence * 1000))
    runs = rng.random(persons) < prevalence
    seen = rng.normal(np.where(runs, 1.5, -1.5), np.sqrt(3.0))
    return seen, runs


@pytest.mark.parametrize("prevalence", [0.06, 0.12, 0.25])
def test_the_share_of_owners_is_found_without_labels(prevalence: float) -> None:
    """A place with 6 % owners is told from one with 25 %, within a percentage point."""
    log_odds, _ = a_place(prevalence)
    scores = Scores()
    scores.add(log_odds)
    assert estimated_prior(scores, 0.5, policy()) == pytest.approx(prevalence, abs=0.01)


def test_probabilities_are_right_where_they_were_moved() -> None:
    """Of those said to be 30–50 % likely, as many run a business as said; unmoved it would be far off."""
    log_odds, runs = a_place(0.08)
    said = chance(moved(log_odds, 0.5, 0.08))
    some = (said > 0.3) & (said < 0.5)
    assert runs[some].mean() == pytest.approx(said[some].mean(), abs=0.05)
    assert chance(log_odds)[some].mean() > runs[some].mean() + 0.2


def test_a_handful_of_people_tell_nothing_about_a_place() -> None:
    """Below the fewest of the policy the model keeps its own share."""
    scores = Scores()
    scores.add(np.full(policy().fewest_for_prior - 1, -3.0))
    assert estimated_prior(scores, 0.14, policy()) == 0.14


def test_the_level_is_right_as_often_as_promised() -> None:
    """Nine of ten above the level run a business, without looking at the truth to choose it."""
    log_odds, runs = a_place(0.15, 100_000)
    scores = Scores()
    scores.add(log_odds)
    level = threshold_for(scores, 0.5, 0.15, 0.9)
    said = chance(moved(log_odds, 0.5, 0.15)) >= level
    assert runs[said].mean() == pytest.approx(0.9, abs=0.015)
    assert said.sum() > 500


@settings(max_examples=30, deadline=None)
@given(st.floats(0.55, 0.97), st.floats(0.55, 0.97))
def test_more_precision_never_lowers_the_level(one: float, other: float) -> None:
    """Whoever wants to be right more often names fewer."""
    scores = Scores()
    scores.add(a_place(0.15, 3_000)[0])
    low, high = sorted((one, other))
    assert threshold_for(scores, 0.5, 0.15, low) <= threshold_for(scores, 0.5, 0.15, high)


def test_where_nobody_is_sure_enough_nobody_is_named() -> None:
    """A level of one names nobody."""
    scores = Scores()
    scores.add(np.full(5_000, -4.0))
    assert threshold_for(scores, 0.5, 0.02, 0.9) == 1.0
