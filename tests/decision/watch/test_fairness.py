"""Groups compared, and groups too small to be told of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.watch.alarming.slow_rules import of_fairness
from puhui.decision.watch.day import month_of
from puhui.decision.watch.limits import limits
from puhui.decision.watch.measuring.fairness import fairness
from puhui.decision.watch.measuring.suppression import shown_cells
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.seen import Seen, _age
from puhui.decision.watch.reading.watched import Watched
from tests.decision.watch.made_up import START, decisions, watched

LEAST = limits().suppressed_below
LAST = START + timedelta(days=30)


def town(change: Callable[[Seen, int], Seen]) -> Watched:
    """A month of four hundred decisions, each changed by its place."""
    seen = decisions(np.random.default_rng(2), 31, 13)
    return watched([change(one, place) for place, one in enumerate(seen)])


def grouped(one: Seen, **groups: str) -> Seen:
    """The same decision of somebody else."""
    return replace(one, groups={**one.groups, **groups})


def test_a_group_under_four_fifths_is_told_with_its_interval() -> None:
    """Men approved at 60 %, women at 30 %: half as often, and surely so."""

    def change(one: Seen, place: int) -> Seen:
        is_female, is_approved = place % 2 == 1, place % 10 < (6 if place % 2 == 0 else 3)
        says = "approve" if is_approved else "decline"
        return replace(grouped(one, sex="female" if is_female else "male"), outcome=says)

    found = fairness(town(change), day_number(START), day_number(LAST))
    sex = next(one for one in found if (one.by, one.measure) == ("sex", "approval"))
    women = next(one for one in sex.groups if one.value == "female")
    assert sex.held_against == "male" and women.ratio is not None and women.ratio.high < 0.8
    loud = [(one.rule.value, one.about) for one in of_fairness((sex,), limits()) if one.level]
    assert loud == [("fairness", "sex:female")]


def test_groups_that_are_alike_call_nobody() -> None:
    """Chance differences of four hundred decisions are not a finding."""
    found = fairness(town(lambda one, _: one), day_number(START), day_number(LAST))
    assert not [one for one in of_fairness(found, limits()) if one.level]


def test_a_small_group_cannot_be_reckoned_from_the_others() -> None:
    """Three people over sixty are not told, nor is the group that would give them away."""

    def change(one: Seen, place: int) -> Seen:
        return grouped(one, age="60+" if place < 3 else "18-29" if place < 40 else "30-39")

    numbers = month_of(town(change), START).numbers
    age = next(one for one in numbers["fairness"] if (one["by"], one["measure"]) == ("age", "approval"))
    assert [group["value"] for group in age["groups"]] == ["30-39"] and age["suppressed"] == 2
    assert "60+" not in str(numbers)


@given(st.dictionaries(st.text(min_size=1, max_size=2), st.integers(0, 60), max_size=8))
def test_what_is_left_out_cannot_be_told_from_the_whole(counts: dict[str, int]) -> None:
    """No shown cell is small; what is hidden is never one cell alone nor fewer than the least."""
    shown = shown_cells(counts, LEAST)
    hidden = [n for key, n in counts.items() if n and key not in shown]
    assert all(counts[key] >= LEAST for key in shown)
    assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= LEAST)


def test_age_is_a_band_on_the_day() -> None:
    """The day before a birthday one is a year younger."""
    born, since = date(1996, 11, 24), (18, 30, 40, 60)
    assert (
        _age(born, date(2026, 11, 23), since) == "18-29" and _age(born, date(2026, 11, 24), since) == "30-39"
    )
    assert (_age(None, LAST, since), _age(date(1950, 1, 1), LAST, since)) == ("unknown", "60+")
