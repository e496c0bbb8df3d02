"""The register: two people for everything that rates, one to stop, and the very next decision goes by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.decision import decide_here, decider_now, platform_decider, replay
from puhui.decision.keeping import Kept, Replay
from puhui.decision.models import (
    HOUSE,
    Recalibration,
    Registered,
    Served,
    Settled,
    Use,
    champion_on,
    model_now,
    propose_champion,
    propose_recalibration,
    register_model,
    settle_model,
    settle_use,
    withdraw_model,
)
from puhui.ground import SYSTEM, Actor, ActorKind, Ground
from puhui.kernel import Outcome, Problem
from puhui.learn import Scorecard
from tests.decision.applying import applied
from tests.decision.models.making import TERMS, approved, crowned, files, table_files
from tests.ground.publishing.staff import CHEN, LI, SUN

JUDGEMENT = platform_decider().scorecard


def rates(ground: Ground, product: str = HOUSE) -> Scorecard | Served:
    """What rates now, in a work of its own."""
    with ground.work(SYSTEM) as work:
        return model_now(work, JUDGEMENT, product=product)


def code_of(result: object) -> str:
    """The code of a problem."""
    assert isinstance(result, Problem), result
    return result.code


def test_nothing_registered_leaves_the_judgement_scorecard(ground: Ground) -> None:
    """As it was before there was a register."""
    assert rates(ground) is JUDGEMENT


def test_a_model_rates_once_two_people_registered_it_and_two_crowned_it(ground: Ground) -> None:
    """Not a moment earlier; and its version is the hash of its content."""
    model = approved(ground)
    assert rates(ground) is JUDGEMENT
    crowned(ground, model)
    found = rates(ground)
    assert isinstance(found, Served)
    assert (found.version, found.label) == (model.version, "by_hand by_hand-1")


def test_nobody_approves_what_they_handed_in_or_proposed(ground: Ground) -> None:
    """Chen registers and proposes; Chen approves neither, in the service nor past it."""
    with ground.work(CHEN) as work:
        made = register_model(work, files(), TERMS)
        assert isinstance(made, Registered)
        assert code_of(settle_model(work, made.id, Settled.APPROVED)) == "model.same_person.forbidden"
    model = approved(ground, table_files())
    with ground.work(CHEN) as work:
        asked = propose_champion(work, HOUSE, model.id, work.today())
        assert isinstance(asked, Use)
        assert code_of(settle_use(work, asked.id, Settled.APPROVED)) == "model.same_person.forbidden"
    with ground.work(CHEN) as work, pytest.raises(DBAPIError, match="model_by_another"):
        work.connection.execute(
            text(
                "UPDATE decision.model SET settled = 'approved', settled_by = registered_by,"
                " settled_at = now() WHERE id = :id"
            ),
            {"id": made.id},
        )


def test_a_key_and_a_program_hand_nothing_in(ground: Ground) -> None:
    """One person could hold two keys and be maker and checker at once."""
    key = Actor("key-1", ActorKind.API_KEY, frozenset({"admin"}))
    for actor in (key, SYSTEM):
        with ground.work(actor) as work:
            assert code_of(register_model(work, files(), TERMS)) == "publishing.person.forbidden"


def test_the_same_content_is_registered_once(ground: Ground) -> None:
    """Under other terms it is another registration."""
    approved(ground)
    with ground.work(CHEN) as work:
        assert code_of(register_model(work, files(), TERMS)) == "model.already"
        assert isinstance(register_model(work, files(), replace(TERMS, product="cloud")), Registered)


def test_what_was_not_approved_is_no_champion(ground: Ground) -> None:
    """Neither waiting, nor rejected, nor withdrawn, nor unknown."""
    with ground.work(CHEN) as work:
        waiting = register_model(work, files(), TERMS)
        assert isinstance(waiting, Registered)
        assert code_of(propose_champion(work, HOUSE, waiting.id, work.today())) == "model.not_approved.closed"
        assert code_of(propose_champion(work, HOUSE, UUID(int=7), work.today())) == "model.not_found"
    with ground.work(SUN) as work:
        settle_model(work, waiting.id, Settled.REJECTED, "too old")
        assert code_of(propose_champion(work, HOUSE, waiting.id, work.today())) == "model.not_approved.closed"


def test_a_product_goes_before_the_house(ground: Ground) -> None:
    """And a product without a champion of its own is rated by the house's."""
    house, own = approved(ground), approved(ground, table_files(), replace(TERMS, product="cloud"))
    crowned(ground, house)
    crowned(ground, own, "cloud")
    cloud, other = rates(ground, "cloud"), rates(ground, "other")
    assert isinstance(cloud, Served) and isinstance(other, Served)
    assert (cloud.version, other.version) == (own.version, house.version)
    with ground.work(CHEN) as work:
        assert code_of(propose_champion(work, "other", own.id, work.today())) == "model.product"


def test_a_champion_begins_on_its_day(ground: Ground) -> None:
    """Approved today for next week; until then nothing changes."""
    model = approved(ground)
    with ground.work(SYSTEM) as work:
        monday = work.today() + timedelta(days=6)
    crowned(ground, model, since=monday)
    assert rates(ground) is JUDGEMENT
    with ground.work(SYSTEM) as work:
        assert champion_on(work.connection, HOUSE, monday - timedelta(days=1)) is None
        found = champion_on(work.connection, HOUSE, monday)
    assert found is not None and found.id == model.id


def test_yesterday_and_after_expiry_are_refused(ground: Ground) -> None:
    """What was decided stays; and nobody crowns a model for after its end."""
    model = approved(ground)
    with ground.work(CHEN) as work:
        for day in (work.today() - timedelta(days=1), model.expires_on):
            assert code_of(propose_champion(work, HOUSE, model.id, day)) == "model.effective_from"
        terms = replace(TERMS, expires_on=date(2040, 1, 1))
        assert code_of(register_model(work, table_files(), terms)) == "model.expires_on"


def test_one_proposal_of_a_kind_waits_at_a_time(ground: Ground) -> None:
    """Two people approving two proposals at once would leave it to chance who rates."""
    model = approved(ground)
    with ground.work(CHEN) as work:
        assert isinstance(propose_champion(work, HOUSE, model.id, work.today()), Use)
        assert code_of(propose_champion(work, HOUSE, None, work.today())) == "model.use.already"


def test_a_withdrawn_champion_refers_until_another_is_named(ground: Ground) -> None:
    """One person stops it at once; going back to judgement takes two again."""
    model = approved(ground)
    crowned(ground, model)
    with ground.work(LI) as work:
        assert isinstance(withdraw_model(work, model.id, "it drifted"), Registered)
        assert code_of(withdraw_model(work, model.id, "again")) == "model.settled.already"
    found = rates(ground)
    assert isinstance(found, Served) and found.stopped == "withdrawn"
    crowned(ground, None)
    assert rates(ground) is JUDGEMENT


def test_a_recalibration_is_the_products_own_and_dated(ground: Ground) -> None:
    """The house's other products keep the model as it is; a wild slope is a reason to train again."""
    model = approved(ground)
    crowned(ground, model)
    with ground.work(CHEN) as work:
        today = work.today()
        wild = propose_recalibration(work, "cloud", model.id, Recalibration(0.0, 5.0), today)
        assert code_of(wild) == "model.recalibration"
        asked = propose_recalibration(work, "cloud", model.id, Recalibration(0.2, 0.9), today)
        assert isinstance(asked, Use)
    with ground.work(SUN) as work:
        assert isinstance(settle_use(work, asked.id, Settled.APPROVED), Use)
    cloud, house = rates(ground, "cloud"), rates(ground)
    assert isinstance(cloud, Served) and isinstance(house, Served)
    assert (cloud.recalibration, house.recalibration) == (Recalibration(0.2, 0.9), None)


def test_a_registered_model_cannot_be_changed_in_the_database(ground: Ground) -> None:
    """Neither its content nor who approved it; and it is never removed."""
    model = approved(ground)
    for statement in (
        "UPDATE decision.model SET content = 'x' WHERE id = :id",
        "UPDATE decision.model SET expires_on = '2099-01-01' WHERE id = :id",
        "UPDATE decision.model SET settled_by = 'li-990000' WHERE id = :id",
        "DELETE FROM decision.model WHERE id = :id",
    ):
        with ground.work(SUN) as work, pytest.raises(DBAPIError):
            work.connection.execute(text(statement), {"id": model.id})


def test_an_institution_sees_its_own_register_only(
    ground: Ground, tenant_ground: Callable[[str], Ground]
) -> None:
    """PostgreSQL keeps houses apart, not only Python."""
    crowned(ground, approved(ground))
    lender = tenant_ground("test_brook_bank")
    with lender.work(SYSTEM) as work:
        assert work.connection.execute(text("SELECT count(*) FROM decision.model")).scalar_one() == 0
        assert model_now(work, JUDGEMENT) is JUDGEMENT


def test_an_undone_approval_leaves_nothing_behind(ground: Ground) -> None:
    """A process that looked inside a transaction that failed does not go by what it saw there."""
    model = approved(ground)
    with ground.work(CHEN) as work:
        asked = propose_champion(work, HOUSE, model.id, work.today())
    assert isinstance(asked, Use)
    with pytest.raises(RuntimeError), ground.work(SUN) as work:
        assert isinstance(settle_use(work, asked.id, Settled.APPROVED), Use)
        assert isinstance(model_now(work, JUDGEMENT), Served)
        raise RuntimeError("the machine stops here")
    assert rates(ground) is JUDGEMENT


def test_the_champion_decides_applications_and_the_record_replays(ground: Ground, clerk: Actor) -> None:
    """By its bytes, kept once under their hash; withdrawn since, the old record replays all the same."""
    model = approved(ground)
    crowned(ground, model)
    with ground.work(clerk) as work:
        made = decide_here(work, applied(work).id, platform_decider())
        assert isinstance(made, Kept), made
        assert made.record["versions"]["scorecard"] == model.version
        assert {name for name, *_ in made.record["contributions"]} <= {"top_buyer_share", "sales_6m_change"}
    with ground.work(LI) as work:
        withdraw_model(work, model.id, "it drifted")
    with ground.work(clerk) as work:
        again = replay(work, made.id)
        assert isinstance(again, Replay) and again.same
        after = decide_here(work, applied(work).id, platform_decider())
        assert isinstance(after, Kept)
        assert after.outcome is Outcome.REFER
        stopped = replay(work, after.id)
        assert isinstance(stopped, Replay) and stopped.same


def test_a_champion_swapped_in_mid_flight_never_mixes(ground: Ground, clerk: Actor) -> None:
    """A decision holds one model from first to last; the next one has the other."""
    first, second = approved(ground), approved(ground, table_files())
    crowned(ground, first)
    with ground.work(clerk) as work:
        asked = applied(work).id
    with ground.work(clerk) as work:
        held = decider_now(work, platform_decider())
        crowned(ground, second)
        assert isinstance(held.scorecard, Served)
        assert held.scorecard.version == first.version
        made = decide_here(work, asked, platform_decider())
    assert isinstance(made, Kept)
    assert made.record["versions"]["scorecard"] == second.version
    with ground.work(clerk) as work:
        again = replay(work, made.id)
        assert isinstance(again, Replay) and again.same


def test_what_happened_is_in_the_audit_trail(ground: Ground) -> None:
    """Who registered, approved, proposed, crowned and withdrew."""
    model = approved(ground)
    crowned(ground, model)
    with ground.work(LI) as work:
        withdraw_model(work, model.id, "it drifted")
        rows = work.connection.execute(
            text(
                "SELECT actor_id, action FROM ground.audit_entry WHERE action LIKE 'model.%' ORDER BY number"
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        (CHEN.id, "model.registered"),
        (SUN.id, "model.approved"),
        (CHEN.id, "model.champion_proposed"),
        (SUN.id, "model.champion_approved"),
        (LI.id, "model.withdrawn"),
    ]
