"""One meaning, one way of writing it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange import canonical, content_hash, read_canonical
from puhui.exchange.canonical import LARGEST

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back_and_written_the_same(value: object) -> None:
    """There and back, and there again, to the byte."""
    once = canonical(value)
    assert read_canonical(once) == value
    assert canonical(read_canonical(once)) == once


@given(st.dictionaries(WORDS, st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_in_which_somebody_wrote_it_does_not_matter(value: dict[str, int]) -> None:
    """The same object, turned round, has the same hash."""
    assert content_hash(dict(reversed(value.items()))) == content_hash(value)


def test_rates_dates_and_instants_are_text() -> None:
    """No reader rounds a rate, no reader guesses a time zone."""
    written = canonical(
        {"r": Decimal("0.0690"), "d": date(2026, 11, 23), "i": datetime(2026, 11, 23, 2, tzinfo=UTC)}
    )
    assert written == b'{"d":"2026-11-23","i":"2026-11-23T02:00:00.000000Z","r":"0.0690"}'


@pytest.mark.parametrize(
    "written",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b"0.1",
        b"1e3",
        b"NaN",
        b"Infinity",
        b"9007199254740993",
        b"\xff",
        b"{",
        b"",
    ],
)
def test_json_with_more_than_one_meaning_is_refused(written: bytes) -> None:
    """A doubled name, a fraction, a number that some readers round: nobody may choose a meaning."""
    with pytest.raises(ValueError):
        read_canonical(written)


def test_a_float_is_never_written() -> None:
    """It has no one way of being written."""
    with pytest.raises(ValueError, match="float"):
        canonical({"rate": 0.069})
