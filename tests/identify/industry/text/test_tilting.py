"""How a house's labels make our own words lean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.identify.industry.text.tilting import set_tilt, tilted


def test_a_register_that_prefers_another_trade_turns_our_words_there() -> None:
    """Our words prefer the first of two trades; of four hundred labels eight in ten say the second."""
    said = np.tile(np.array([[0.6, 0.4]], np.float32), (400, 1))
    truth = np.zeros_like(said)
    truth[np.arange(400), np.where(np.arange(400) % 5 == 0, 0, 1)] = 1
    again = tilted(said[:1], set_tilt(said, truth))
    assert again[0, 1] == pytest.approx(0.8, abs=0.05)


def test_a_trade_that_hardly_anybody_labelled_is_left_alone() -> None:
    """Two labelled firms are no reason to believe our words less."""
    said = np.array([[0.5, 0.3, 0.2]] * 2, np.float32)
    truth = np.array([[0, 0, 1]] * 2, np.float32)
    assert np.abs(set_tilt(said, truth)).max() < 0.2
    assert set_tilt(said[:0], truth[:0]).tolist() == [0, 0, 0]


@given(
    st.lists(st.floats(0.001, 1), min_size=3, max_size=3), st.lists(st.floats(-3, 3), min_size=3, max_size=3)
)
def test_tilted_opinions_still_add_up_to_one(parts: list[float], tilt: list[float]) -> None:
    """A factor takes shares from others, it makes none."""
    said = (np.array([parts]) / sum(parts)).astype(np.float32)
    again = tilted(said, np.array(tilt, np.float32))
    assert again.sum() == pytest.approx(1, abs=1e-5)
    assert (again > 0).all()
