"""How often something was seen before, by windows: exact, whatever order it came in."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.fraud.velocity import Handed, Seen, velocity
from puhui.decision.fraud.windows import Over, velocity_facts

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ME, MINE = UUID(int=1), UUID(int=100)
EVERYTHING = frozenset(Over)


def handed(
    number: int, hours: float, *, over: Over = Over.PHONE, owner: int = 2, yuan: int = 100_000
) -> Handed:
    """An application so many hours ago."""
    return Handed(over, UUID(int=100 + number), UUID(int=owner), NOW - timedelta(hours=hours), yuan * 100)


def seen(
    *past: Handed, known: frozenset[Over] = EVERYTHING, devices: dict[str, datetime] | None = None
) -> Seen:
    """What one look gives about an application for ¥300,000."""
    return Seen(MINE, ME, 30_000_000, known, past, devices or {})


def test_each_window_counts_what_lies_within_it() -> None:
    """Half an hour, five hours, three days, twenty days, eighty days, and half a year ago."""
    past = [handed(n, hours) for n, hours in enumerate([0.5, 5, 72, 480, 1920, 4400], 1)]
    told = velocity(seen(*past), NOW)
    counts = [told[f"velocity_phone_{window}"] for window in ("1h", "24h", "7d", "30d", "90d")]
    assert counts == [1, 2, 3, 4, 5]


def test_exactly_a_window_ago_is_outside_of_it() -> None:
    """A day is a day, to the instant."""
    assert velocity(seen(handed(1, 24)), NOW)["velocity_phone_24h"] == 0
    assert velocity(seen(handed(1, 23.999)), NOW)["velocity_phone_24h"] == 1


def test_what_nobody_told_is_unknown_and_never_none() -> None:
    """A device that nobody sends has no count; an owner always has one."""
    told = velocity(seen(known=frozenset({Over.OWNER})), NOW)
    assert told["velocity_owner_24h"] == 0
    assert not [name for name in told if "device" in name or "phone" in name or "account" in name]


def test_people_are_counted_once_and_the_applicant_not() -> None:
    """Three applications of two others and one of one's own."""
    past = [handed(1, 2, owner=2), handed(2, 3, owner=2), handed(3, 4, owner=3), handed(4, 5, owner=1)]
    told = velocity(seen(*past), NOW)
    assert (told["velocity_phone_24h"], told["velocity_people_on_phone_24h"]) == (4, 2)


def test_growth_is_against_the_highest_that_was_asked_before() -> None:
    """¥300,000 after ¥50,000 and ¥100,000 is three times; without a past there is no growth."""
    past = [handed(n, 48, over=Over.OWNER, owner=1, yuan=yuan) for n, yuan in ((1, 50_000), (2, 100_000))]
    assert velocity(seen(*past), NOW)["velocity_amount_growth_30d"] == 3
    assert "velocity_amount_growth_30d" not in velocity(seen(), NOW)


def test_a_clock_that_went_back_hides_nothing() -> None:
    """What was handed in "later" than now counts in every window, the smallest one too."""
    told = velocity(seen(handed(1, -3), handed(2, -2000)), NOW)
    assert {told[f"velocity_phone_{window}"] for window in ("1h", "24h", "90d")} == {2}


def test_devices_of_the_owner_by_the_day_of_first_use() -> None:
    """Two new ones this week, one that was used last month."""
    days = {"device:0a": 1, "device:0b": 3, "device:0c": 40}
    used = {node: NOW - timedelta(days=ago) for node, ago in days.items()}
    told = velocity(seen(devices=used), NOW)
    assert (told["velocity_devices_of_owner_7d"], told["velocity_devices_of_owner_90d"]) == (2, 3)


def test_every_fact_has_words_in_both_languages() -> None:
    """Whoever edits the fraud table reads what a column counts."""
    assert all(it.label.zh and it.label.en for it in velocity_facts())
    assert len({it.name for it in velocity_facts()}) == len(velocity_facts())


PAST = st.lists(
    st.builds(
        handed,
        st.integers(1, 30),
        st.floats(-50, 3000, allow_nan=False),
        over=st.sampled_from(list(Over)),
        owner=st.integers(1, 6),
        yuan=st.integers(1, 1_000_000),
    ),
    max_size=60,
).map(lambda rows: list({(it.over, it.application_id): it for it in rows}.values()))


@given(PAST, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_a_count(past: list[Handed], random: object) -> None:
    """Told late, told twice, told backwards: the same facts."""
    again = [*past, *past[::2]]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert velocity(seen(*again), NOW) == velocity(seen(*past), NOW)


@given(PAST)
def test_a_longer_window_never_counts_less(past: list[Handed]) -> None:
    """Of every measure that counts."""
    told = velocity(seen(*past), NOW)
    for over in ("owner", "enterprise", "phone", "address", "account", "device"):
        counts = [told[f"velocity_{over}_{window}"] for window in ("1h", "24h", "7d", "30d", "90d")]
        assert counts == sorted(counts)


@given(PAST, st.data())
def test_one_more_application_is_counted_once(past: list[Handed], data: st.DataObject) -> None:
    """A late arrival adds one wherever it lies, and nowhere else."""
    late = handed(900, data.draw(st.floats(0, 2000)), over=Over.ADDRESS, owner=7)
    before, after = velocity(seen(*past), NOW), velocity(seen(*past, late), NOW)
    grown = {name for name in after if after[name] != before.get(name)}
    assert all(name.startswith("velocity_address") for name in grown)
    assert all(after[name] == before[name] + 1 for name in grown)


@pytest.mark.parametrize("over", list(Over))
def test_the_application_itself_is_not_its_own_past(over: Over) -> None:
    """Decided twice, it is no repetition."""
    own = Handed(over, MINE, ME, NOW - timedelta(minutes=1), 1)
    assert velocity(seen(own), NOW) == velocity(seen(), NOW)
