"""An alarm that hovers about its limit calls once; it ends after quiet days, and asks again when it rises."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.watch.alarming.hysteresis import goes_on
from puhui.decision.watch.alarming.model import Alarm, Level, Noticed, Rule, Why
from puhui.kernel import new_id

DAY = date(2026, 11, 1)
LOUD = Noticed(Rule.DRIFT, "top_buyer_share", Level.WATCH, is_calm=False, clear_after=3, numbers={"psi": 0.2})
HOVERS = replace(LOUD, level=None)
CALM = replace(HOVERS, is_calm=True)
STATES = {"loud": LOUD, "hovers": HOVERS, "calm": CALM}


def lived(days: list[Noticed], alarm: Alarm | None = None) -> list[Alarm | None]:
    """An alarm from day to day; a cleared one is over."""
    states = []
    for place, noticed in enumerate(days):
        standing = None if alarm is None or alarm.cleared_on else alarm
        alarm = goes_on(standing, noticed, DAY + timedelta(days=place), new_id())
        states.append(alarm)
    return states


def test_a_number_that_hovers_calls_once() -> None:
    """Loud, under the limit, loud again: one alarm of one id, and it stands."""
    states = lived([LOUD, HOVERS, LOUD, CALM, HOVERS, LOUD])
    assert len({one.id for one in states if one}) == 1 and states[-1] is not None
    assert states[-1].cleared_on is None and states[-1].calm_days == 0


def test_it_ends_after_quiet_days_in_a_row() -> None:
    """Three in a row, not three in all."""
    states = lived([LOUD, CALM, CALM, HOVERS, CALM, CALM, CALM])
    assert [one.cleared_on is not None for one in states if one] == [False] * 6 + [True]


def test_a_rising_alarm_asks_again() -> None:
    """Who took note of a level to watch has not seen that it is time to act; the level does not fall."""
    (raised,) = lived([LOUD])
    assert raised is not None
    noted = replace(raised, acknowledged_by="chen", acknowledged_at=datetime.now(UTC), why=Why.LOOKING)
    same = goes_on(noted, LOUD, DAY + timedelta(days=1), new_id())
    assert same is not None and same.acknowledged_by == "chen"
    rises = goes_on(noted, replace(LOUD, level=Level.ACT), DAY + timedelta(days=1), new_id())
    assert rises is not None and (rises.level, rises.acknowledged_by) == (Level.ACT, None)
    falls = goes_on(rises, LOUD, DAY + timedelta(days=2), new_id())
    assert falls is not None and falls.level is Level.ACT


@given(st.lists(st.sampled_from(sorted(STATES)), max_size=12))
def test_a_day_told_twice_is_one_day(names: list[str]) -> None:
    """Looking at a day again, as the hourly look does, counts no quiet day twice."""
    alarm: Alarm | None = None
    for place, name in enumerate(names):
        on, noticed = DAY + timedelta(days=place), STATES[name]
        standing = None if alarm is None or alarm.cleared_on else alarm
        alarm = goes_on(standing, noticed, on, new_id())
        if alarm is not None and alarm.cleared_on is None:
            again = goes_on(alarm, noticed, on, new_id())
            assert again == alarm
