"""How sure to say one is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.identify.industry.text.sureness import Sureness, corrected, set_sureness


def test_who_is_too_sure_is_brought_back_to_how_often_he_was_right() -> None:
    """Said 0.95 and right in seven of ten: the next 0.95 is told as about 0.7."""
    said = np.tile(np.array([[0.95, 0.03, 0.02]], np.float32), (2_000, 1))
    truth = np.zeros_like(said)
    truth[np.arange(2_000), np.where(np.arange(2_000) % 10 < 7, 0, 1)] = 1
    found = set_sureness(said, truth)
    again = corrected(said[:1], np.array([found.slope], np.float32), np.array([found.shift], np.float32))
    assert again[0, 0] == pytest.approx(0.7, abs=0.03)


def test_without_evidence_the_usual_correction_stands() -> None:
    """Nothing kept out, nothing learned."""
    usual = Sureness(0.7, 0.1)
    assert set_sureness(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), usual) == usual


@given(
    st.lists(st.floats(0.001, 1), min_size=2, max_size=8),
    st.floats(0.05, 3),
    st.floats(-3, 3),
)
def test_the_first_stays_first_and_all_add_up_to_one(parts: list[float], slope: float, shift: float) -> None:
    """Honesty about how sure one is never changes the answer."""
    said = (np.array([parts]) / sum(parts)).astype(np.float32)
    again = corrected(said, np.array([slope], np.float32), np.array([shift], np.float32))
    assert again.sum() == pytest.approx(1, abs=1e-5)
    assert again[0, said[0].argmax()] == pytest.approx(again.max(), rel=1e-5)
