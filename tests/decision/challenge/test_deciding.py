"""Who is drawn, who decides, and everything that gives the word back to the champion."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.decision import (
    DecisionOwner,
    Inputs,
    Kept,
    Replay,
    decide_application,
    replay,
    shipped_policy,
)
from puhui.decision.challenge.deciding import Why, decide_by_arm
from puhui.decision.challenge.drawing import is_drawn, place, place_of
from puhui.decision.keeping import MadeBy
from puhui.decision.model import EvidencePath
from puhui.decision.trial import service
from puhui.decision.trial.model import Arm
from puhui.ground import Ground, Work
from puhui.ground.publishing import Refused
from puhui.kernel import FixedClock, Outcome
from tests.conftest import NOW
from tests.decision.applying import applied
from tests.decision.making import LAW, SCORECARD, firm
from tests.decision.trial.trying import TODAY, challenge_of, cheaper, published
from tests.ground.publishing.staff import CHEN

CHAMPION = MadeBy(shipped_policy(), SCORECARD, LAW)


def by_arm(work: Work, subject: str = "E1", **changes: Any) -> Any:
    """One sound firm, by whoever's turn it is."""
    inputs = firm(EvidencePath.APPLICATION, amount_fen=20_000_000, **changes)
    return decide_by_arm(work, replace(inputs, subject=subject), CHAMPION)


def drawn_and_not(work: Work) -> tuple[str, str]:
    """A subject that the challenger decides, and one that it does not."""
    arms = {f"E{number}": by_arm(work, f"E{number}").armed for number in range(40)}
    return (
        next(name for name, it in arms.items() if it and it.drawn is Arm.CHALLENGER),
        next(name for name, it in arms.items() if it and it.drawn is Arm.CHAMPION),
    )


@given(st.binary(min_size=32, max_size=32), st.floats(0, 1), st.floats(0, 1))
def test_a_growing_share_only_adds(keyed: bytes, one: float, other: float) -> None:
    """Whoever is drawn at a share is drawn at every larger one; nobody at nothing, everybody at all."""
    stands, (less, more) = place_of(keyed), sorted((one, other))
    assert 0 <= stands < 1
    assert is_drawn(stands, more) >= is_drawn(stands, less)
    assert (is_drawn(stands, 0.0), is_drawn(stands, 1.0)) == (False, True)


def test_without_a_challenge_nothing_is_named(work: Work) -> None:
    """The record says no trial, and its inputs are what they always were."""
    made = by_arm(work)
    assert made.armed is None
    assert "trial" not in made.decision.versions
    assert b"trial" not in made.inputs.sealed()


def test_the_same_subject_meets_the_same_arm(ground: Ground, work: Work) -> None:
    """Asked again, with other figures, on another day: the arm stays, and the record names it."""
    published(ground, "price-low", challenge_of())
    for number in range(30):
        first, again = (by_arm(work, f"E{number}", top_buyer_share=share) for share in (0.2, 0.4))
        later = by_arm(replace(work, clock=FixedClock(NOW + timedelta(days=9))), f"E{number}")
        assert first.armed.arm is again.armed.arm is later.armed.arm
        assert first.decision.versions["trial"] == f"price-low #1 {first.armed.arm.value}"


def test_about_the_share_is_drawn(work: Work) -> None:
    """Of 4,000 subjects three in ten, give or take four standard errors; another name draws others."""
    subjects = [f"S{number}" for number in range(4_000)]
    drawn = [is_drawn(place(work.vault, "price-low", "first", it), 0.3) for it in subjects]
    others = [is_drawn(place(work.vault, "another", "first", it), 0.3) for it in subjects]
    assert abs(sum(drawn) / 4_000 - 0.3) < 4 * (0.3 * 0.7 / 4_000) ** 0.5
    both = sum(one and other for one, other in zip(drawn, others, strict=True))
    assert abs(both / 4_000 - 0.09) < 4 * (0.09 * 0.91 / 4_000) ** 0.5


def test_who_was_drawn_at_a_tenth_is_drawn_at_three_tenths(ground: Ground, work: Work) -> None:
    """A later publication of the same name with a larger share keeps everybody."""
    published(ground, "price-low", challenge_of(share=0.1))
    tenth = {n for n in range(60) if by_arm(work, f"S{n}").armed.drawn is Arm.CHALLENGER}
    published(ground, "price-low", challenge_of(share=0.3))
    thirds = {n for n in range(60) if by_arm(work, f"S{n}").armed.drawn is Arm.CHALLENGER}
    assert tenth < thirds


def test_another_salt_under_the_same_name_is_refused(ground: Ground) -> None:
    """It would draw others than before."""
    published(ground, "price-low", challenge_of())
    with ground.work(CHEN) as work:
        found = service.look_over(work, shipped_policy(), "price-low", challenge_of(salt="second"))
    assert [it.column for it in found] == ["salt"]


def test_the_challenger_charges_its_own_price(ground: Ground, work: Work) -> None:
    """Only for those who are drawn."""
    published(ground, "price-low", challenge_of())
    drawn, other = drawn_and_not(work)
    mine, theirs = by_arm(work, drawn), by_arm(work, other)
    assert (str(mine.decision.annual_rate), mine.armed.why) == ("0.041", Why.DRAWN)
    assert (str(theirs.decision.annual_rate), theirs.armed.why) == ("0.06", Why.NOT_DRAWN)
    assert mine.made_by.policy.version != theirs.made_by.policy.version == shipped_policy().version


def test_past_its_limit_the_champion_decides(ground: Ground, work: Work) -> None:
    """The challenger would give more than an experiment may; the record says who was drawn."""
    published(ground, "price-low", challenge_of(most_limit_fen=1_000_000))
    drawn, _ = drawn_and_not(work)
    made = by_arm(work, drawn)
    assert (made.armed.arm, made.armed.drawn, made.armed.why) == (Arm.CHAMPION, Arm.CHALLENGER, Why.LIMIT)
    assert str(made.decision.annual_rate) == "0.06"
    assert made.decision.versions["trial"] == "price-low #1 champion"


@pytest.mark.parametrize("days", [-1, 31])
def test_outside_its_days_there_is_no_challenge(ground: Ground, work: Work, days: int) -> None:
    """Before its start, and after its end."""
    published(ground, "price-low", challenge_of())
    made = by_arm(replace(work, clock=FixedClock(NOW + timedelta(days=days))))
    assert made.armed is None


def test_a_draft_never_decides(ground: Ground, work: Work) -> None:
    """Written and submitted is not approved."""
    with ground.work(CHEN) as writing:
        service.write(writing, shipped_policy(), "price-low", challenge_of(), None)
        service.submit(writing, shipped_policy(), "price-low", "", None)
    assert all(by_arm(work, f"E{number}").armed is None for number in range(30))


def test_who_wrote_it_does_not_approve_it(ground: Ground) -> None:
    """Maker and checker are two people."""
    with ground.work(CHEN) as work:
        service.write(work, shipped_policy(), "price-low", challenge_of(), None)
        service.submit(work, shipped_policy(), "price-low", "", None)
        told = service.publish(work, shipped_policy(), "price-low", starts_on=TODAY, seen_revision=2, note="")
    assert getattr(told, "code", "") == "publishing.same_person.forbidden"


def test_stopping_holds_from_the_next_decision(ground: Ground, work: Work) -> None:
    """One person is enough to end it."""
    published(ground, "price-low", challenge_of())
    drawn, _ = drawn_and_not(work)
    stopped = service.stop(work, "price-low", "投诉增多")
    assert getattr(stopped, "state", None) is service.State.STOPPED
    assert by_arm(work, drawn).armed is None


@pytest.mark.parametrize("changes", [{"share": 0.9}, {"most_limit_fen": 10**12}, {"ends_on": "2030-01-01"}])
def test_bounds_hold_when_it_is_written_and_when_it_decides(
    ground: Ground, work: Work, changes: dict[str, Any]
) -> None:
    """Refused on submission; and one that got into the table all the same decides nothing."""
    with ground.work(CHEN) as writing:
        found = service.look_over(writing, shipped_policy(), "wide", challenge_of(**changes))
        assert [it.column for it in found] == list(changes)
        service.write(writing, shipped_policy(), "wide", challenge_of(**changes), None)
        assert isinstance(service.submit(writing, shipped_policy(), "wide", "", None), Refused)
    _forced(work, "wide", challenge_of(**changes))
    for number in range(40):
        made = by_arm(work, f"E{number}")
        assert (made.armed.arm, made.armed.why) == (Arm.CHAMPION, Why.BOUNDS)


def test_tables_that_no_longer_fit_leave_it_to_the_champion(ground: Ground, work: Work) -> None:
    """Whatever got there: a broken table decides nothing."""
    broken = cheaper()
    broken["nodes"] = []
    _forced(work, "torn", challenge_of(tables={"price": broken}))
    drawn, _ = drawn_and_not(work)
    assert by_arm(work, drawn).armed.why is Why.BROKEN


def test_what_is_no_trial_at_all_is_not_there(work: Work) -> None:
    """An older or newer release wrote it otherwise."""
    _forced(work, "odd", {"kind": "coup"})
    assert by_arm(work).armed is None


def test_two_challenges_never_overlap(ground: Ground) -> None:
    """Two at once could not be told apart."""
    published(ground, "price-low", challenge_of())
    with ground.work(CHEN) as work:
        found = service.look_over(work, shipped_policy(), "another", challenge_of())
    assert [it.column for it in found] == ["ends_on"]


def test_a_kept_decision_names_its_arm_and_replays(ground: Ground, work: Work) -> None:
    """Through the whole path: the record, the arm's row, the same bytes again."""
    published(ground, "price-low", challenge_of())
    kept = decide_application(work, applied(work).id, scorecard=SCORECARD)
    assert isinstance(kept, Kept), kept
    arm = work.connection.execute(text("SELECT arm, drawn, why FROM decision.challenged")).one()
    assert kept.record["versions"]["trial"] == f"price-low #1 {arm.arm}"
    assert kept.outcome is Outcome.APPROVE
    again = replay(work, kept.id)
    assert isinstance(again, Replay)
    assert again.same


def test_a_person_decides_beside_the_champion(ground: Ground, work: Work) -> None:
    """An experiment is between tables."""
    published(ground, "price-low", challenge_of())
    drawn, _ = drawn_and_not(work)
    says = {"outcome": "refer", "by": "li-990000", "limit_fen": 0, "annual_rate": None, "months": None}
    inputs = replace(firm(EvidencePath.APPLICATION), subject=drawn, person=says)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("puhui.decision.engine.as_decided", lambda decision, _person: decision)
        assert decide_by_arm(work, inputs, CHAMPION).armed is None


def test_old_inputs_open_as_before() -> None:
    """A record from before there were trials has no word about one."""
    inputs = firm(EvidencePath.APPLICATION)
    assert Inputs.opened(inputs.sealed()) == inputs
    assert Inputs.opened(replace(inputs, trial="a #1 champion").sealed()).trial == "a #1 champion"
    assert inputs.owner is DecisionOwner.PLATFORM_ADVISORY


def _forced(work: Work, name: str, content: dict[str, Any]) -> None:
    """A publication that no use case would have let through."""
    from puhui.decision.jdm import sealed, version_of
    from puhui.ground.publishing import store
    from puhui.kernel import new_id

    store.add_publication(
        work.connection,
        "",
        {
            "id": new_id(),
            "kind": "trial",
            "name": name,
            "content": sealed(content),
            "hash": version_of(sealed(content)),
            "effective_from": TODAY,
            "editors": ["chen-990000"],
            "submitted_by": "chen-990000",
            "submitted_at": NOW,
            "submitted_note": "",
            "published_by": "sun-990000",
            "published_at": NOW,
            "note": "",
        },
    )
