"""What became of loans: calibration whose answer is known, late outcomes, cohorts that are young."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from puhui.decision.watch.alarming.rules import of_calibrations
from puhui.decision.watch.alarming.slow_rules import of_vintages
from puhui.decision.watch.limits import limits
from puhui.decision.watch.measuring.calibration import calibrations
from puhui.decision.watch.measuring.shares import difference, ratio, share
from puhui.decision.watch.measuring.vintage import vintages
from puhui.decision.watch.reading.loans import Performance, day_number, months_after
from puhui.decision.watch.reading.seen import Seen
from tests.decision.watch.made_up import START, decisions, watched

YEAR_LATER = START + timedelta(days=400)


def lent(
    seen: Sequence[Seen], bad: Sequence[bool], *, until: date = YEAR_LATER, after_days: int = 100
) -> list[Performance]:
    """Every decision became a loan the next day; the bad ones stopped paying at the first instalment."""
    return [
        Performance(
            one.application_id,
            one.on + timedelta(days=1),
            until,
            one.on + timedelta(days=31),
            None,
            {days: one.on + timedelta(days=31 + days) for days in (7, 30, 90)} if is_bad else {},
        )
        for one, is_bad in zip(seen, bad, strict=True)
    ]


def of_probability(said: float, how_many: int) -> list[Seen]:
    """So many decisions of one day that said the same."""
    rng = np.random.default_rng(0)
    return [replace(one, probability=said, band="B") for one in decisions(rng, 1, how_many)]


def test_calibration_of_which_the_answer_is_known() -> None:
    """200 loans said to default at 5 %: 20 did, so twice as many, and that is no chance."""
    seen = of_probability(0.05, 200)
    found = watched(seen, lent(seen, [place < 20 for place in range(200)]))
    (one,) = calibrations(found, day_number(YEAR_LATER))
    assert (one.lent, one.mature, one.known, one.bad) == (200, 200, 200, 20)
    assert one.expected == pytest.approx(10, abs=1e-4) and one.ratio is not None
    assert one.ratio.value == pytest.approx(2, abs=1e-4) and one.ratio.low > 1.2 and one.chance < 0.005
    (band,) = one.bands
    assert (band.band, band.observed.hits, band.observed.n) == ("B", 20, 200)
    assert band.expected == pytest.approx(0.05) and band.observed.low > 0.05
    (noticed,) = of_calibrations((one,), limits())
    assert (noticed.rule, noticed.level) == ("calibration", "act")


def test_what_was_said_and_happened_calls_nobody() -> None:
    """Ten of ten expected."""
    seen = of_probability(0.05, 200)
    found = watched(seen, lent(seen, [place < 10 for place in range(200)]))
    (noticed,) = of_calibrations(calibrations(found, day_number(YEAR_LATER)), limits())
    assert noticed.level is None and noticed.is_calm


def test_outcomes_that_come_late_are_not_counted_early() -> None:
    """Bad loans show first; until their months are over none of the cohort counts, then all of it does."""
    seen = of_probability(0.05, 100)
    loans = lent(seen, [place < 10 for place in range(100)])
    found = watched(seen, loans)
    early = calibrations(found, day_number(START + timedelta(days=200)))[0]
    assert (early.lent, early.mature, early.known, early.bad, early.ratio) == (100, 0, 0, 0, None)
    late = calibrations(found, day_number(YEAR_LATER))[0]
    assert (late.mature, late.known, late.bad) == (100, 100, 10)


def test_a_loan_that_nobody_follows_to_its_end_is_not_called_good() -> None:
    """Mature, but seen for half a year only: unknown, unless it had gone bad."""
    seen = of_probability(0.05, 100)
    loans = lent(seen, [place < 10 for place in range(100)], until=START + timedelta(days=180))
    one = calibrations(watched(seen, loans), day_number(YEAR_LATER))[0]
    assert (one.mature, one.known, one.bad) == (100, 10, 10)


def test_a_young_cohort_has_no_late_months_yet() -> None:
    """Two months on book: the first payment and month 1 are known, month 3 is not."""
    seen = of_probability(0.05, 40)
    found = watched(seen, lent(seen, [place < 4 for place in range(40)]))
    (young,) = vintages(found, day_number(START + timedelta(days=75)))
    assert young.month == START and young.loans == 40 and young.first_payment is not None
    assert (young.first_payment.hits, young.first_payment.n) == (4, 40)
    assert young.late_by[1] is not None and young.late_by[2] is None
    (old,) = vintages(found, day_number(YEAR_LATER))
    assert [one.hits for one in old.late_by if one] == [0, 0] + [4] * 10


def test_a_cohort_that_is_late_sooner_calls() -> None:
    """Three good months of 60 loans and one in which a quarter never paid."""
    seen, bad = [], []
    for month in range(4):
        for place, one in enumerate(of_probability(0.05, 60)):
            on = date(2026, 1 + month, 10)
            seen.append(
                replace(one, on=on, application_id=type(one.application_id)(int=month * 1000 + place))
            )
            bad.append(place < 15 if month == 3 else place < 1)
    found = vintages(watched(seen, lent(seen, bad)), day_number(YEAR_LATER))
    loud = {one.about for one in of_vintages(found, limits()) if one.level is not None}
    assert loud == {"first_payment", "late_by_3", "late_by_6"}


def test_the_same_day_months_later_or_the_last_of_the_month() -> None:
    """31 January and a month is 28 February."""
    days = np.array([day_number(date(2026, 1, 31)), day_number(date(2026, 3, 15))], dtype=np.int32)
    later = months_after(days, 1)
    assert later.tolist() == [day_number(date(2026, 2, 28)), day_number(date(2026, 4, 15))]


def test_intervals_that_a_person_can_look_up() -> None:
    """Newcombe's own example, and four fifths exactly."""
    gap = difference(share(56, 70), share(48, 80))
    assert gap is not None and (round(gap.low, 4), round(gap.high, 4)) == (0.0524, 0.3339)
    fifths = ratio(share(40, 100), share(50, 100))
    assert fifths is not None and fifths.value == pytest.approx(0.8) and fifths.low < 0.8 < fifths.high
    assert ratio(share(4, 10), share(0, 10)) is None and difference(share(0, 0), share(1, 2)) is None
