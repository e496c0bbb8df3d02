"""Vectors of meaning, on this machine."""

import numpy as np
import pytest

from puhui.ground.text import Embedder, open_embedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    """The one that ships inside the package."""
    opened = open_embedder()
    assert isinstance(opened, Embedder)
    return opened


def test_vectors_have_length_one(embedder: Embedder) -> None:
    """So that a product is a likeness."""
    vectors = embedder.asked(["早餐店", "五金批发"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-3)


def test_a_breakfast_shop_is_nearer_to_catering_than_to_mining(embedder: Embedder) -> None:
    """Meaning, not letters."""
    likeness = embedder.asked(["早餐店"]) @ embedder.stored(["餐饮业", "采矿业"]).T
    assert likeness[0, 0] > likeness[0, 1]


def test_no_texts_give_no_vectors_and_odd_texts_give_some(embedder: Embedder) -> None:
    """Half a surrogate pair and a zero byte are not the end."""
    assert embedder.asked([]).shape[0] == 0
    assert embedder.asked(["\ud800\0甲"]).shape[0] == 1
