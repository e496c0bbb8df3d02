"""How three opinions are put together."""

import numpy as np
import pytest

from puhui.identify.industry.text.mixing import Mixing, Said, set_mixing

_TRUTH = np.eye(3, dtype=np.float32)[np.arange(600) % 3]
_PRIOR = np.full(3, 1 / 3, np.float32)
_EVERYONE, _NOBODY = np.ones(600, bool), np.zeros(600, bool)


def _logits(right: float, seed: int) -> np.ndarray:
    """Somebody who is right so often, and sure of it."""
    chance = np.random.default_rng(seed)
    guess = np.where(chance.random(600) < right, _TRUTH.argmax(axis=1), chance.integers(0, 3, 600))
    return (3 * np.eye(3)[guess]).astype(np.float32)


def test_two_who_err_about_other_names_are_right_more_often_together() -> None:
    """The teacher's say is set from firms kept out, and the average surprises less than either alone."""
    said = Said(_logits(0.7, 1), np.zeros_like(_TRUTH), _logits(0.7, 2))
    mixing = set_mixing(said, _TRUTH, _EVERYONE, _NOBODY, _PRIOR)
    assert 0.2 < mixing.averaged.of_name < 0.8
    whole = mixing.averages(said, _PRIOR, _EVERYONE, _NOBODY)
    view = mixing.averages(said._replace(teacher=said.name), _PRIOR, _EVERYONE, _NOBODY)
    lost, alone = (-np.log((each * _TRUTH).sum(axis=1)).mean() for each in (whole, view))
    assert lost < alone


def test_a_teacher_who_knows_nothing_loses_his_say() -> None:
    """Noise beside a good view gets little of the average."""
    said = Said(_logits(0.9, 1), np.zeros_like(_TRUTH), _logits(0.0, 2))
    assert set_mixing(said, _TRUTH, _EVERYONE, _NOBODY, _PRIOR).averaged.of_name < 0.15


def test_where_no_name_was_labelled_the_teacher_is_silent() -> None:
    """Without a name to learn from there is nobody to average with."""
    said = Said(np.zeros_like(_TRUTH), _logits(0.8, 1), np.zeros_like(_TRUTH))
    mixing = set_mixing(said, _TRUTH, _NOBODY, _EVERYONE, _PRIOR)
    assert (mixing.averaged.of_name, mixing.averaged.of_both) == (0, 0)


def test_nothing_given_is_the_prior() -> None:
    """Whatever is said of an empty row, it is told as how common each trade is."""
    prior = np.array([0.5, 0.3, 0.2], np.float32)
    said = Said(*(np.ones((1, 3), np.float32) for _ in range(3)))
    nothing = np.zeros(1, bool)
    assert Mixing().probabilities(said, prior, nothing, nothing)[0] == pytest.approx(prior)
