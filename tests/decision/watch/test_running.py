"""The nightly run over kept decisions: once a day, in order, without anybody who was erased."""

from dataclasses import replace
from datetime import date, timedelta

from puhui.decision import decide_application
from puhui.decision.watch import store
from puhui.decision.watch.running import watch_due
from puhui.ground import Actor, Ground, Mode
from puhui.kernel import FixedClock
from tests.conftest import NOW
from tests.decision.applying import applied, erase

DAY = timedelta(days=1)


def later(ground: Ground, days: int) -> Ground:
    """The same house so many days on."""
    return replace(ground, clock=FixedClock(NOW + days * DAY))


def test_a_day_gets_its_numbers_once(ground: Ground, clerk: Actor) -> None:
    """The night after, with what was decided; a second run finds nothing to do and says the same."""
    with ground.work(clerk) as work:
        asked = applied(work)
        decide_application(work, asked.id)
    assert watch_due(ground, Mode.TEST).days == 0
    night = later(ground, 1)
    assert (run := watch_due(night, Mode.TEST)).days == 1 and run.decisions == 1
    assert watch_due(night, Mode.TEST).days == 0
    with night.work(clerk) as work:
        (kept,) = store.days(work.connection, Mode.TEST, date(2026, 11, 1), date(2026, 12, 1))
    assert kept.numbers["day"] == {"decided": 1, "approve": 1, "refer": 0, "decline": 0, "by_person": 0}
    assert {one["part"] for one in kept.numbers["latency"]} >= {"whole", "gather", "decide"}
    assert watch_due(night, Mode.LIVE).days == 0


def test_who_was_erased_drops_out(ground: Ground, clerk: Actor) -> None:
    """Their decision is counted as gone and nothing of it is read."""
    with ground.work(clerk) as work:
        asked = applied(work)
        decide_application(work, asked.id)
        erase(work, asked.owner_id)
    run = watch_due(later(ground, 1), Mode.TEST)
    assert (run.days, run.decisions, run.erased) == (1, 0, 1)
