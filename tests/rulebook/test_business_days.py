"""Business days: the published calendar while it lasts, and an honest guess after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.rulebook import Confidence, rulebook

RULES = rulebook().on(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 9, 20), True),
        (date(2026, 2, 17), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
    ],
)
def test_known_years_follow_the_published_calendar(day: date, works: bool) -> None:
    """National Day, an exchanged Sunday on which banks work, Spring Festival, an ordinary weekend."""
    found = RULES.business_day(day)
    assert (found.is_business, found.confidence) == (works, Confidence.VERIFIED)


@pytest.mark.parametrize(
    ("day", "works", "confidence"),
    [
        (date(2027, 1, 1), False, Confidence.UNCONFIRMED),
        (date(2027, 4, 5), False, Confidence.UNCONFIRMED),
        (date(2028, 5, 2), False, Confidence.UNCONFIRMED),
        (date(2028, 10, 3), False, Confidence.UNCONFIRMED),
        (date(2027, 3, 6), False, Confidence.UNCONFIRMED),
        (date(2027, 3, 8), True, Confidence.UNCONFIRMED),
        (date(2027, 2, 8), True, Confidence.UNKNOWN),
        (date(2027, 9, 15), True, Confidence.UNKNOWN),
        (date(2150, 4, 6), True, Confidence.UNCONFIRMED),
    ],
)
def test_later_years_are_guessed_and_say_so(day: date, works: bool, confidence: Confidence) -> None:
    """Fixed holidays, 清明, weekends; in the weeks of lunar holidays nobody knows yet."""
    found = RULES.business_day(day)
    assert (found.is_business, found.confidence) == (works, confidence)


def test_a_second_day_of_labour_day_exists_since_2025() -> None:
    """国令第795号; before chinesecalendar's years the old rule holds."""
    assert RULES.business_day(date(2003, 5, 2)).is_business
    assert not RULES.business_day(date(2029, 5, 2)).is_business


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_next_business_day_is_near_and_is_one(day: date) -> None:
    """Never earlier than the day asked, never more than a fortnight later, and nothing is skipped."""
    found = RULES.next_business_day(day)
    assert day <= found <= day + timedelta(days=14)
    assert RULES.is_business_day(found)
    assert not any(RULES.is_business_day(day + timedelta(days=d)) for d in range((found - day).days))
