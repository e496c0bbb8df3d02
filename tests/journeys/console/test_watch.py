"""The watch: what moved and what to do on top, a table behind every drawing, from when there are numbers."""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from puhui.decision.watch import store
from puhui.decision.watch.alarming.hysteresis import goes_on
from puhui.decision.watch.day import day_of, month_of
from puhui.ground import Mode
from puhui.kernel import new_id
from tests.decision.watch.made_up import decisions, watched, with_figure
from tests.decision.watch.test_outcomes import lent
from tests.journeys.console.conftest import VIEWS
from tests.journeys.console.house import Console
from tests.journeys.console.looking import looked_at

pytestmark = pytest.mark.browser
PageAs = Callable[..., Any]
_DAYS = 420


@pytest.fixture(scope="module")
def watched_console(console: Console) -> Console:
    """The house with made-up numbers of fourteen months, and a figure that moved in the last two weeks."""
    until = date.today() - timedelta(days=1)  # noqa: DTZ011 - the console runs by the real clock
    start = until - timedelta(days=_DAYS - 1)
    change = with_figure("figure_3", lambda _, rng: float(rng.lognormal(4.4, 1)))
    seen = list(decisions(np.random.default_rng(9), _DAYS, 8, change, _DAYS - 14, start))
    loans = lent(seen, [place % 17 == 0 for place in range(len(seen))], until=until)
    found = watched(seen, loans)
    with console.ground.engine.begin() as connection:
        for place in range(10):
            on = until - timedelta(days=9 - place)
            made = day_of(found, on)
            store.keep_day(connection, Mode.LIVE, on, console.ground.clock.now(), made.numbers)
        for noticed in made.noticed:
            alarm = goes_on(None, noticed, until, new_id())
            if alarm is not None:
                store.raise_alarm(connection, {**asdict(alarm), "mode": Mode.LIVE.value})
        month = (until.replace(day=1) - timedelta(days=1)).replace(day=1)
        numbers = month_of(found, month).numbers
        store.keep_month(connection, Mode.LIVE, month, console.ground.clock.now(), numbers)
    return console


def test_before_the_first_night_it_says_from_when(page_as: PageAs, brook_console: Console) -> None:
    """A house that has decided nothing: no empty drawings, a sentence."""
    page = page_as("chen.risk", at=brook_console)
    page.goto("/console/watch")
    expect(page.get_by_text("还没有数字")).to_be_visible()
    expect(page.get_by_text("从第一笔决定的第二天起")).to_be_visible()
    expect(page.get_by_role("figure")).to_have_count(0)
    looked_at(page, "zh")


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_everything_stands(page_as: PageAs, watched_console: Console, language: str, width: int) -> None:
    """Alarms first, then every part, in both languages and widths."""
    page = page_as("chen.risk", language, width, at=watched_console)
    page.goto("/console/watch")
    names = {
        "zh": ("预警", "通过、转人工与未通过", "校准：说的和发生的", "公平：不同的人通过得一样吗", "用时"),
        "en": ("Alarms", "Approved, referred, declined", "Calibration: said and happened", "Time to decide"),
    }
    for name in names[language]:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("heading").nth(1)).to_have_text(names[language][0])
    expect(page.locator(".alarm").first).to_contain_text("PSI")
    looked_at(page, language)


def test_a_drawing_is_read_by_keys_and_as_a_table(page_as: PageAs, watched_console: Console) -> None:
    """Arrow keys tell one figure after the other; the table behind has the same ones."""
    page = page_as("chen.risk", at=watched_console)
    page.goto("/console/watch")
    drawn = page.locator("figure.drawn").first
    drawn.get_by_role("group").focus()
    page.keyboard.press("ArrowRight")
    told = drawn.locator(".drawn-told")
    expect(told).to_contain_text(re.compile(r"\d+月\d+日：8 笔"))
    drawn.get_by_role("button", name="看数据表").click()
    expect(drawn.get_by_role("row")).to_have_count(11)


def test_an_alarm_is_taken_note_of_with_why(page_as: PageAs, watched_console: Console) -> None:
    """Who and why then stand beside it; the auditor reads and has no button."""
    auditor = page_as("he.audit", at=watched_console)
    auditor.goto("/console/watch")
    expect(auditor.locator(".alarm").first).to_be_visible()
    expect(auditor.get_by_role("button", name="确认", exact=True)).to_have_count(0)
    page = page_as("chen.risk", at=watched_console)
    page.goto("/console/watch")
    page.get_by_role("button", name="确认", exact=True).first.click()
    page.get_by_label("季节").check()
    page.get_by_label("说明（不写个人的姓名和号码）").fill("节后开业的店多")
    page.get_by_role("button", name="确认预警").click()
    expect(page.get_by_text("chen.risk 已确认：季节")).to_be_visible()
    looked_at(page, "zh")
