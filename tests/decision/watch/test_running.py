"""The nightly run over kept decisions: once a day, in order, without anybody who was erased."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import orjson
import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from puhui.decision import decide_application
from puhui.decision.watch import acknowledge, running, store
from puhui.decision.watch.alarming.hysteresis import goes_on
from puhui.decision.watch.alarming.model import Level, Noticed, Rule, Why
from puhui.decision.watch.day import day_of
from puhui.decision.watch.limits import limits
from puhui.decision.watch.reading.bins import bins_of
from puhui.decision.watch.reading.coded import Coding
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.opening import Reading
from puhui.decision.watch.running import watch_due
from puhui.ground import Actor, Ground, Mode, Work
from puhui.kernel import FixedClock, new_id
from tests.conftest import NOW
from tests.decision.applying import applied, erase
from tests.decision.watch.made_up import START, decisions, watched, with_figure

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


def test_groups_come_from_the_owners_number_and_are_only_counted(ground: Ground, clerk: Actor) -> None:
    """Sex and age are codes beside a decision, the region a prefecture; nothing of it is written down."""
    with ground.work(clerk) as work:
        asked = applied(work)
        decide_application(work, asked.id)
    (seen,) = Reading(ground, clerk, NOW.date(), NOW.date(), limits()).each()
    assert seen.groups["sex"] in {"male", "female"} and re.fullmatch(r"\d\d-\d\d", seen.groups["age"])
    assert seen.segments["business"] == "individual_business" or seen.segments["business"] == "enterprise"
    assert not {"sex", "age", "region"} & set(seen.figures)
    watch_due(later(ground, 1), Mode.TEST)
    with ground.engine.connect() as connection:
        written = connection.exec_driver_sql("SELECT string_agg(numbers::text, '') FROM decision.watch_day")
        kept = str(written.scalar_one())
    assert not any(word in kept for word in ("sex", "male", str(asked.owner_id), str(asked.id)))


def test_a_run_that_is_killed_has_kept_whole_days(ground: Ground, clerk: Actor, monkeypatch: Any) -> None:
    """It dies on the third day; the next one begins there and writes nothing twice."""
    for day in range(4):
        with later(ground, day).work(clerk) as work:
            decide_application(work, applied(work).id if day == 0 else _asked(work))
    night = later(ground, 4)

    def dies(watched: Any, on: date) -> Any:
        if on == date(2026, 11, 25):
            raise KeyboardInterrupt
        return day_of(watched, on)

    monkeypatch.setattr(running, "day_of", dies)
    with pytest.raises(KeyboardInterrupt):
        watch_due(night, Mode.TEST)
    with night.work(clerk) as work:
        assert store.watched_until(work.connection, Mode.TEST) == date(2026, 11, 24)
    monkeypatch.undo()
    assert watch_due(night, Mode.TEST).days == 2
    with night.work(clerk) as work:
        kept = list(store.days(work.connection, Mode.TEST, date(2026, 11, 1), date(2026, 12, 1)))
    assert [row.numbers["day"]["decided"] for row in kept] == [1, 1, 1, 1]


def test_two_runs_at_once_write_no_day_twice(ground: Ground, clerk: Actor) -> None:
    """The second finds the day held, or written, and leaves it."""
    with ground.work(clerk) as work:
        decide_application(work, applied(work).id)
    night = later(ground, 1)
    with ThreadPoolExecutor(2) as both:
        runs = list(both.map(lambda _: watch_due(night, Mode.TEST), range(2)))
    assert sorted(run.days for run in runs) == [0, 1]


def test_the_command_fills_the_days_and_lists_them(ground: Ground, monkeypatch: Any) -> None:
    """What is due is made first; a house without decisions says from when there are numbers."""
    monkeypatch.setenv("PUHUI_HOME", str(ground.settings.home))
    monkeypatch.setenv("PUHUI_DATABASE_URL", str(ground.settings.database_url))
    told = CliRunner().invoke(main, ["decision", "watch", "--test"])
    assert told.exit_code == 0 and "还没有可看的数字" in told.stderr
    written = CliRunner().invoke(main, ["decision", "watch", "--test", "--json"])
    assert orjson.loads(written.stdout)["run"]["days"] == 0 and orjson.loads(written.stdout)["days"] == []


def _asked(work: Work) -> UUID:
    """The one application there is."""
    return UUID(str(work.connection.exec_driver_sql("SELECT id FROM intake.application").scalar_one()))


def test_a_change_that_is_known_and_lasts_becomes_the_reference(ground: Ground, clerk: Actor) -> None:
    """Figures seen since the alarm are the new bins; the first ones stay beside them."""
    rng = np.random.default_rng(3)
    seen = list(decisions(rng, 80, 10, with_figure("figure_3", lambda *_: float(rng.lognormal(6, 1))), 35))
    changed = START + 36 * DAY
    with ground.work(clerk) as work:
        first = watched(seen).references["figure_3"]
        row = running._reference_row(work, "figure_3", first, {})
        store.keep_references(work.connection, [row])
        noticed = Noticed(Rule.DRIFT, "figure_3", Level.ACT, is_calm=False, clear_after=1)
        alarm = goes_on(None, noticed, changed, new_id())
        assert alarm is not None
        store.raise_alarm(work.connection, {**asdict(alarm), "mode": "test"})
        assert running._renewed(work, running._references(work)) == {}
        acknowledge(work, alarm.id, Why.KNOWN_CHANGE, None)
        known = running._references(work)
        renewed = running._renewed(work, known)
        assert renewed == {"figure_3": day_number(changed)}
        coding = Coding({"figure_3": first.bins}, limits(), renewed)
        for one in seen:
            coding.add(one)
        fresh = coding.ripe(seen[-1].on, lambda values: bins_of(values, 10))["figure_3"]
        assert fresh.since == changed and fresh.bins.edges[0] > first.bins.edges[-1]
        store.keep_references(work.connection, [running._reference_row(work, "figure_3", fresh, known)])
        assert running._references(work)["figure_3"] == fresh
        assert running._renewed(work, running._references(work)) == {}
