"""What was published decides from the very next decision on, in every process; what was decided stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from puhui.decision import (
    Band,
    BrokenTableError,
    Decider,
    DecisionOwner,
    Kept,
    Replay,
    decide_here,
    decider_now,
    policy_now,
    replay,
    shipped_policy,
)
from puhui.ground import Actor, Ground
from puhui.ground.database import make_engine
from puhui.kernel import FixedClock, Outcome
from tests.conftest import NOW
from tests.decision.applying import applied
from tests.decision.making import SCORECARD
from tests.decision.publishing.changing import document, publish, row, rules, with_rate

DECIDER = Decider(DecisionOwner.PLATFORM_ADVISORY, shipped_policy(), SCORECARD)


def decided(ground: Ground, clerk: Actor, decider: Decider = DECIDER) -> Kept:
    """A made-up shop's application, decided in a work of its own."""
    with ground.work(clerk) as work:
        asked = applied(work)
        kept = decide_here(work, asked.id, decider)
    assert isinstance(kept, Kept), kept
    return kept


def with_every_rate(rate: str) -> dict[str, object]:
    """The price table with one rate for all bands."""
    changed = document("price")
    for band in ("A", "B", "C"):
        row(changed, band)["out_annual_rate"] = rate
    return changed


def test_the_very_next_decision_is_made_by_what_was_published(ground: Ground, clerk: Actor) -> None:
    """The rate is the new one, and the record names the new policy; the one before replays to the byte."""
    before = decided(ground, clerk)
    publish(ground, "price", with_every_rate("0.111"))
    after = decided(ground, clerk)
    assert before.outcome is after.outcome is Outcome.APPROVE
    assert before.annual_rate != after.annual_rate == Decimal("0.111")
    assert before.record["versions"]["policy"] != after.record["versions"]["policy"]
    with ground.work(clerk) as work:
        for one in (before, after):
            again = replay(work, one.id)
            assert isinstance(again, Replay)
            assert again.same


def test_every_process_of_the_house_decides_by_it(ground: Ground, clerk: Actor, database_url: str) -> None:
    """Another process, which decided before by what shipped, needs no restart."""
    engine = make_engine(database_url)
    other = Ground(ground.settings, engine, ground.vault, ground.clock)
    decided(other, clerk)
    publish(ground, "price", with_every_rate("0.111"))
    assert decided(other, clerk).annual_rate == Decimal("0.111")
    engine.dispose()


def test_it_takes_effect_on_its_day(ground: Ground, clerk: Actor) -> None:
    """Published on Monday for Thursday: Wednesday decides by the old table, Thursday by the new one."""
    publish(ground, "price", with_every_rate("0.111"), NOW.date() + timedelta(days=3))
    rates = []
    for days in (2, 3):
        later = replace(ground, clock=FixedClock(NOW + timedelta(days=days)))
        rates.append(decided(later, clerk).annual_rate)
    assert rates[0] != Decimal("0.111")
    assert rates[1] == Decimal("0.111")


def test_tables_published_one_after_another_stand_together(ground: Ground, clerk: Actor) -> None:
    """The policy is whole: the newest of each table, and what shipped of the rest."""
    publish(ground, "price", with_rate("A", "0.05"))
    rating = document("rating")
    row(rating, "A")["in_probability"] = "< 0.02"
    row(rating, "B")["in_probability"] = "[0.02..0.10)"
    publish(ground, "rating", rating)
    publish(ground, "price", with_rate("A", "0.055"))
    with ground.work(clerk) as work:
        policy = policy_now(work, shipped_policy())
    assert policy.look_up("price", {"band": "A"}) == {"annual_rate": 0.055}
    assert policy.look_up("rating", {"probability": 0.025})["band"] == "B"
    unchanged = set(policy.contents) - {"price", "rating"}
    assert all(policy.contents[name] == shipped_policy().contents[name] for name in unchanged)


def test_what_was_published_stands_over_a_houses_own_folder(ground: Ground, clerk: Actor) -> None:
    """The folder is where a house starts; from then on it publishes."""
    own = shipped_policy().with_table(
        "price", shipped_policy().contents["price"].replace("0.12", "0.13").encode()
    )
    publish(ground, "price", with_rate("A", "0.05"))
    with ground.work(clerk) as work:
        assert policy_now(work, own).look_up("price", {"band": "C"}) == {"annual_rate": 0.12}


def test_nothing_published_costs_nothing(ground: Ground, clerk: Actor) -> None:
    """The very same decider comes back, and so it does where only a product was published."""
    with ground.work(clerk) as work:
        assert decider_now(work, DECIDER) is DECIDER


def test_a_table_that_cannot_be_read_any_more_decides_nothing(ground: Ground, clerk: Actor) -> None:
    """Should a publication ever be broken (an older release read it otherwise), nobody is decided by half."""
    publish(ground, "price", with_rate("A", "0.05"))
    with ground.engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE ground.publication SET content = '{}'"))
        connection.execute(text("SET session_replication_role = origin"))
    with pytest.raises(BrokenTableError), ground.work(clerk) as work:
        decide_here(work, applied(work).id, DECIDER)


def test_an_institution_decides_by_its_own(
    ground: Ground, clerk: Actor, tenant_ground: Callable[[str], Ground]
) -> None:
    """What the platform or a neighbour published is nothing to it."""
    publish(ground, "price", with_every_rate("0.05"))
    publish(tenant_ground("test_cloud_bank"), "price", with_every_rate("0.06"))
    with tenant_ground("test_brook_bank").work(clerk) as work:
        assert policy_now(work, shipped_policy()) is shipped_policy()
    with tenant_ground("test_cloud_bank").work(clerk) as work:
        found = policy_now(work, shipped_policy()).look_up("price", {"band": Band.A.value})
        assert found == {"annual_rate": 0.06}


def test_a_rule_added_is_seen_in_the_record(ground: Ground, clerk: Actor) -> None:
    """A new row of a gate refers, and the record names it."""
    changed = document("eligibility")
    rules(changed).append(
        {
            "_id": "large",
            "_description": "金额大的由人看一看",
            "in_amount_yuan": "> 100000",
            "out_outcome": "'refer'",
            "out_reason": "'needs_person'",
        }
    )
    publish(ground, "eligibility", changed)
    kept = decided(ground, clerk)
    assert kept.outcome is Outcome.REFER
    assert ["eligibility", "needs_person"] in kept.record["reasons"]
