"""A registered model on trial: as a shadow, as a challenger, and never where nobody approved it."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from puhui.decision import Kept, Replay, decide_application, shipped_policy
from puhui.decision.challenge.deciding import decide_by_arm
from puhui.decision.keeping import MadeBy
from puhui.decision.model import EvidencePath
from puhui.decision.models import register_model, settle_model, withdraw_model
from puhui.decision.models.model import Registered, Settled
from puhui.decision.shadow import replay_shadow, shadow_step
from puhui.decision.trial import service
from puhui.decision.trial.model import Arm
from puhui.ground import Ground, Work
from puhui.kernel import Outcome
from tests.decision.applying import applied
from tests.decision.making import LAW, SCORECARD, firm
from tests.decision.models.making import TERMS, files
from tests.decision.trial.trying import challenge_of, published, shadow_of
from tests.ground.publishing.staff import CHEN, SUN

BASE = shipped_policy()


def registered(ground: Ground, *, is_approved: bool) -> Registered:
    """The boosted model that can be reckoned by hand, in the register."""
    with ground.work(CHEN) as work:
        found = register_model(work, files(), TERMS, "by hand")
    assert isinstance(found, Registered), found
    if is_approved:
        with ground.work(SUN) as work:
            found = settle_model(work, found.id, Settled.APPROVED, "")
        assert isinstance(found, Registered), found
    return found


def test_an_approved_model_decides_beside_and_replays(ground: Ground, work: Work) -> None:
    """Its own hash in the record, its own band; the same bytes again from what is kept."""
    model = registered(ground, is_approved=True)
    published(ground, "boosted", shadow_of(tables={}, model=model.version))
    kept = decide_application(work, applied(work).id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    assert shadow_step(work, BASE) == 1
    row = work.connection.execute(text("SELECT id, scorecard_version FROM decision.shadow")).one()
    assert row.scorecard_version != kept.record["versions"]["scorecard"]
    again = replay_shadow(work, row.id)
    assert isinstance(again, Replay)
    assert again.same
    assert "by_hand" in again.decision.versions["scorecard_name"]


@pytest.mark.parametrize("is_approved", [True, False])
def test_an_unapproved_model_approves_nobody(ground: Ground, work: Work, is_approved: bool) -> None:
    """The trial was approved, the model was not: whoever is drawn is referred to a person."""
    model = registered(ground, is_approved=is_approved)
    published(ground, "boosted", challenge_of(tables={}, model=model.version))
    sound = firm(EvidencePath.APPLICATION, amount_fen=20_000_000)
    champion = MadeBy(BASE, SCORECARD, LAW)
    made = [decide_by_arm(work, replace(sound, subject=f"E{n}"), champion) for n in range(30)]
    drawn = [it for it in made if it.armed and it.armed.arm is Arm.CHALLENGER]
    assert drawn
    assert {it.decision.outcome for it in drawn} == {Outcome.APPROVE if is_approved else Outcome.REFER}


def test_a_model_that_is_withdrawn_approves_nobody_any_more(ground: Ground, work: Work) -> None:
    """From the very next decision beside."""
    model = registered(ground, is_approved=True)
    published(ground, "boosted", shadow_of(tables={}, model=model.version))
    for outcome in ("approve", "refer"):
        decide_application(work, applied(work).id, scorecard=SCORECARD)
        assert shadow_step(work, BASE) == 1
        said = work.connection.execute(text("SELECT outcome FROM decision.shadow ORDER BY id DESC LIMIT 1"))
        assert said.scalar_one() == outcome
        if outcome == "approve":
            with ground.work(SUN) as other:
                withdraw_model(other, model.id, "测试")


def test_a_model_that_is_not_there_is_told(ground: Ground) -> None:
    """Before anybody submits."""
    with ground.work(CHEN) as work:
        found = service.look_over(work, BASE, "boosted", shadow_of(tables={}, model="f" * 64))
    assert [it.column for it in found] == ["model"]
