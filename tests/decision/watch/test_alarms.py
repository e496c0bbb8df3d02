"""Made-up months: what did not move calls nobody, what moved calls for itself and for nothing else."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from puhui.decision.watch.alarming.model import Level, Noticed
from puhui.decision.watch.alarming.rules import of_drifts
from puhui.decision.watch.day import day_of, noticed_today
from puhui.decision.watch.limits import limits
from puhui.decision.watch.measuring.drift import drifts
from puhui.decision.watch.reading.loans import day_number
from tests.decision.watch.made_up import START, Change, decisions, resampled, watched, with_figure

MONTH = 30
LAST = START + timedelta(days=2 * MONTH - 1)


def loud(noticed: tuple[Noticed, ...]) -> list[tuple[str, str]]:
    """What calls somebody."""
    return [(one.rule.value, one.about) for one in noticed if one.level is not None]


def alarms_after(change: Change | None, seed: int = 5, a_day: int = 20) -> list[tuple[str, str]]:
    """The alarms at the end of the second month, of which the last half is changed."""
    rng = np.random.default_rng(seed)
    return loud(day_of(watched(decisions(rng, 2 * MONTH, a_day, change, MONTH + 15)), LAST).noticed)


def test_two_hundred_stable_months_call_nobody_or_nearly() -> None:
    """The table allows a false alarm on one day in a thousand: of two hundred month-ends hardly any."""
    rng, called = np.random.default_rng(11), Counter[str]()
    pool = watched(decisions(rng, 2 * MONTH, 50))
    for _ in range(200):
        seen = resampled(pool, rng, 2 * MONTH, 8)
        found = drifts(seen, day_number(LAST))
        called.update(about for _, about in loud(tuple(of_drifts(found, limits()))))
    assert sum(called.values()) <= 2, called


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (with_figure("figure_3", lambda seen, rng: float(rng.lognormal(4, 1))), ("drift", "figure_3")),
        (with_figure("purpose", lambda seen, rng: "rent"), ("drift", "purpose")),
        (with_figure("figure_5", lambda seen, rng: None), ("gone", "figure_5")),
        (
            with_figure("sometimes", lambda seen, rng: None if rng.random() < 0.7 else 0.1 * rng.normal()),
            ("nulls", "sometimes"),
        ),
        (lambda seen, rng: replace(seen, outcome="decline", reasons=()), ("mix", "outcome")),
        (
            lambda seen, rng: replace(seen, probability=min(1.0, seen.probability * 2.5)),
            ("score", "score:abababababab"),
        ),
        (
            lambda seen, rng: replace(seen, timings={"gather_ms": 400.0, "decide_ms": 1.0}),
            ("latency", "whole"),
        ),
    ],
)
def test_what_moved_calls_for_itself(change: Change, expected: tuple[str, str]) -> None:
    """Exactly the alarm of what was changed, with twenty decisions a day."""
    called = alarms_after(change, a_day=60 if expected[0] == "latency" else 20)
    if expected[0] == "nulls":
        called = [one for one in called if one != ("drift", "sometimes")]
    assert called == [expected]


def test_figures_that_went_together_are_one_alarm() -> None:
    """A source that is down takes all its figures with it; one call names them."""
    rng = np.random.default_rng(3)

    def change(seen, _rng):  # type: ignore[no-untyped-def]
        return replace(seen, figures={**seen.figures, "figure_1": None, "figure_2": None})

    made = day_of(watched(decisions(rng, 2 * MONTH, 20, change, 2 * MONTH - 1)), LAST)
    (gone,) = [one for one in made.noticed if one.level is not None]
    assert (gone.about, gone.level, gone.numbers["with"]) == ("figure_1", Level.ACT, ["figure_2"])


def test_a_source_that_fails_this_morning_calls_the_same_day() -> None:
    """Five decisions without it are enough; two are not."""
    rng = np.random.default_rng(4)
    before = list(decisions(rng, 2 * MONTH - 1, 20))
    gone = [replace(one, figures={**one.figures, "figure_1": None}) for one in list(decisions(rng, 1, 5))]
    today = [replace(one, on=LAST) for one in gone]
    assert [one.about for one in noticed_today(watched([*before, *today]), LAST)] == ["figure_1"]
    assert not list(noticed_today(watched([*before, *today[:2]]), LAST))


def test_the_segment_that_moved_a_figure_is_named() -> None:
    """Only individual businesses changed; enterprises did not."""
    rng = np.random.default_rng(6)

    def change(seen, rng):  # type: ignore[no-untyped-def]
        moved = with_figure("figure_3", lambda *_: float(rng.lognormal(4.5, 1)))
        return moved(seen, rng) if seen.segments["business"] == "individual_business" else seen

    made = day_of(watched(decisions(rng, 2 * MONTH, 20, change, MONTH)), LAST)
    (found,) = [one for one in made.noticed if one.level is not None]
    mover = found.numbers["mover"]
    assert (found.about, mover["by"], mover["value"]) == ("figure_3", "business", "individual_business")


def test_fifty_decisions_do_not_cry_wolf() -> None:
    """Plain PSI over ten bins calls nearly every figure of fifty decisions moved; none is called here."""
    rng = np.random.default_rng(8)
    month = list(decisions(rng, MONTH, 20))
    few = [
        replace(one, on=START + timedelta(days=MONTH + place // 2))
        for place, one in enumerate(decisions(rng, 1, 60))
    ]
    seen = watched([*month, *few])
    found = drifts(seen, day_number(START) + 2 * MONTH - 1)
    assert max(one.window.psi for one in found if one.window) > 0.1
    assert not loud(tuple(of_drifts(found, limits())))
