"""What was said: each application once a day, reasons, verdicts of people on referrals, time by part."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest

from puhui.decision.watch.measuring.latency import latency
from puhui.decision.watch.measuring.mix import mix, reasons, referrals
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.seen import Seen
from tests.decision.watch.made_up import START, decisions, watched

TODAY = day_number(START)


def said(place: int, outcome: str, *codes: str, by_person: bool = False, day: int = 0) -> Seen:
    """One decision about the application of this number."""
    (one,) = decisions(np.random.default_rng(place), 1, 1)
    return replace(
        one,
        on=START + timedelta(days=day),
        application_id=UUID(int=place + 1),
        outcome=outcome,
        reasons=codes,
        by_person=by_person,
    )


def test_an_application_counts_once_a_day_and_a_person_is_no_machine() -> None:
    """Decided three times in a day it is the last; a verdict is counted beside."""
    told = [said(0, "decline"), said(0, "refer"), said(0, "approve"), said(1, "refer")]
    found = mix(watched([*told, said(1, "approve", by_person=True)]), TODAY, TODAY)
    assert (found.decided, found.approve, found.refer, found.decline, found.by_person) == (2, 1, 1, 0, 1)


def test_reasons_are_shares_of_decisions() -> None:
    """Two reasons in one decision count in both; the most frequent comes first."""
    told = [said(place, "decline", "affordability.no_cash") for place in range(3)]
    found = reasons(watched([*told, said(3, "refer", "fraud.burst", "affordability.no_cash")]), TODAY, TODAY)
    assert [(one.code, one.share.hits, one.share.n) for one in found] == [
        ("affordability.no_cash", 4, 4),
        ("fraud.burst", 1, 4),
    ]


def test_a_referral_hits_when_a_person_declines() -> None:
    """Twelve were referred for a burst, a person declined nine; a reason of two cases is not told."""
    referred = [said(place, "refer", "fraud.burst") for place in range(12)]
    rare = [said(place, "refer", "knock_out.listed") for place in range(12, 14)]
    settled = [
        said(place, "decline" if place < 9 else "approve", "person.person_decided", by_person=True, day=3)
        for place in range(14)
    ]
    (one,) = referrals(watched([*referred, *rare, *settled]), TODAY, TODAY + 3)
    assert (one.code, one.hits.hits, one.hits.n) == ("fraud.burst", 9, 12)
    assert referrals(watched([*referred, *rare, *settled]), TODAY, TODAY + 2) == ()


def test_time_is_told_by_part_and_as_a_whole() -> None:
    """The whole is the sum of a decision's parts, not of their medians; one without timings is left out."""
    took = [{"gather_ms": float(n), "decide_ms": 1.0} for n in range(1, 100)]
    told = [replace(said(place, "approve"), timings=one) for place, one in enumerate([*took, {}])]
    found = {one.part: one for one in latency(watched(told), TODAY)}
    assert (found["whole"].n, found["whole"].p50_ms, found["gather"].p50_ms) == (99, 51.0, 50.0)
    assert found["whole"].p99_ms == pytest.approx(99.02, abs=0.05) and found["decide"].p99_ms == 1.0
