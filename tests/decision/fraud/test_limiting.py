"""Past its limit a rule's hits go to people: never declined, never approved, however many decide at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import orjson
import pytest
from sqlalchemy import text

from puhui.decision import Decider, Kept, PersonSays, decide_here, fraud_marks, platform_decider
from puhui.decision.fraud import limits
from puhui.decision.fraud.limits import Limit, limits_of
from puhui.decision.fraud.outcome import FraudOutcome, credit_outcome, fraud_outcome, rules_that_hit
from puhui.decision.fraud.past_limit import PAST_LIMIT
from puhui.decision.service import decide_by_person, replay
from puhui.ground import Actor, Erased, Ground, Work
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import FixedClock, Outcome, Problem, Text
from tests.conftest import NOW
from tests.decision.applying import applied

RULE = "every_second"
ALL = ("invoices", "identity", "debts", "relations")


def decider_that_declines(rule: str = RULE) -> Decider:
    """The shipped policy with one more fraud rule: whoever sells anything is declined."""
    means = platform_decider()
    table = orjson.loads(means.policy.contents["fraud"])
    row = {
        "_id": rule,
        "_description": "试验规则",
        "in_sales_void_share": ">= 0",
        "out_outcome": "'decline'",
        "out_reason": "'fraud_trial'",
    }
    table["nodes"][1]["content"]["rules"].append(row)
    return replace(means, policy=means.policy.with_table("fraud", orjson.dumps(table)))


def made(work: Work, application_id: UUID, decider: Decider) -> Kept:
    """The platform's decision, which is expected."""
    kept = decide_here(work, application_id, decider)
    assert isinstance(kept, Kept), kept
    return kept


@pytest.fixture
def five_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the table says: five a day and eight a week."""
    few = (
        Limit("day", timedelta(days=1), 0.0, 5, 5),
        Limit("week", timedelta(days=7), 0.0, 8, 8),
    )
    monkeypatch.setattr("puhui.decision.fraud.limiting.limits_of", lambda rule: few)


def again(work: Work, first: Application, number: int) -> UUID:
    """One more application of the same shop."""
    new = NewApplication(first.owner_id, 20_000_000 + number, 12, "stock", first.enterprise_id)
    asked = submit_application(work, new)
    assert isinstance(asked, Application), asked
    return asked.id


def test_two_hundred_at_once_are_declined_five_times(ground: Ground, clerk: Actor, five_a_day: None) -> None:
    """Sixteen threads, two hundred applications: five declined, the rest before people, none approved; every
    one of them replays to the same bytes."""
    decider = decider_that_declines()
    with ground.work(clerk) as work:
        first = applied(work, consents=ALL)
        numbers = [again(work, first, number) for number in range(200)]

    def decide(number: UUID) -> tuple[Outcome, FraudOutcome]:
        with ground.work(clerk) as work:
            kept = made(work, number, decider)
            return kept.outcome, fraud_outcome(kept.record)

    with ThreadPoolExecutor(16) as threads:
        said = Counter(threads.map(decide, numbers))
    assert said == {
        (Outcome.DECLINE, FraudOutcome.DECLINED): 5,
        (Outcome.REFER, FraudOutcome.REFERRED): 195,
    }
    with ground.work(clerk) as work:
        found = work.connection.execute(text("SELECT id, outcome FROM decision.decision")).all()
        for row in [*(it for it in found if it.outcome == "decline"), *found[:20]]:
            replayed = replay(work, row.id)
            assert not isinstance(replayed, Erased | Problem) and replayed.same
        asked = text("SELECT said, became FROM decision.fraud_hit WHERE rule = :rule")
        hits = Counter(tuple(row) for row in work.connection.execute(asked, {"rule": RULE}))
    assert hits == {("decline", "decline"): 5, ("decline", "refer"): 195}


def test_past_the_limit_stands_in_the_inputs_and_raises_an_alarm(work: Work, five_a_day: None) -> None:
    """So a replay needs no counter; the trail says which rule and which window."""
    first, decider = applied(work, consents=ALL), decider_that_declines()
    kept = [made(work, again(work, first, number), decider) for number in range(6)]
    assert [it.outcome for it in kept] == [Outcome.DECLINE] * 5 + [Outcome.REFER]
    opened = work.vault.open(
        work.connection,
        first.owner_id,
        "decision.inputs",
        work.connection.execute(
            text("SELECT inputs FROM decision.decision WHERE id = :id"), {"id": kept[-1].id}
        ).scalar_one(),
    )
    assert not isinstance(opened, Erased)
    assert orjson.loads(opened)["evidence"][PAST_LIMIT] == RULE
    alarms = work.connection.execute(
        text("SELECT target, detail FROM ground.audit_entry WHERE action = 'fraud.limit_reached'")
    ).all()
    waiting = work.connection.execute(text("SELECT count(*) FROM ground.audit_waiting")).scalar_one()
    assert alarms or waiting


def test_the_day_goes_by_and_the_week_holds(work: Work, five_a_day: None) -> None:
    """Five today, three tomorrow, then the week is full."""
    first, decider = applied(work, consents=ALL), decider_that_declines()
    for number in range(6):
        made(work, again(work, first, number), decider)
    tomorrow = replace(work, clock=FixedClock(NOW + timedelta(days=1, minutes=1)))
    said = [made(tomorrow, again(tomorrow, first, 10 + number), decider).outcome for number in range(4)]
    assert said == [Outcome.DECLINE] * 3 + [Outcome.REFER]


def test_a_clock_that_goes_back_frees_nothing(work: Work, five_a_day: None) -> None:
    """Declines that lie ahead of the clock count all the same."""
    first, decider = applied(work, consents=ALL), decider_that_declines()
    ahead = replace(work, clock=FixedClock(NOW + timedelta(days=2)))
    for number in range(5):
        assert made(ahead, again(ahead, first, number), decider).outcome is Outcome.DECLINE
    kept = made(work, again(work, first, 99), decider)
    assert RULE in rules_that_hit(kept.record) and kept.outcome is Outcome.REFER


def test_one_application_decided_again_uses_the_limit_once(work: Work, five_a_day: None) -> None:
    """Ten decisions about one application are one decline."""
    first, decider = applied(work, consents=ALL), decider_that_declines()
    outcomes = {made(work, first.id, decider).outcome for _ in range(10)}
    assert outcomes == {Outcome.DECLINE}


def test_fraud_and_credit_are_told_apart(work: Work) -> None:
    """Declined for fraud, and as far as credit goes nothing was found."""
    kept = made(work, applied(work, consents=ALL).id, decider_that_declines())
    assert fraud_outcome(kept.record) is FraudOutcome.DECLINED
    assert credit_outcome(kept.record) is Outcome.APPROVE
    assert rules_that_hit(kept.record) == (RULE,)


def test_a_share_of_what_was_decided_between_least_and_most() -> None:
    """Half a per cent of applications, three always, thirty never exceeded."""
    day = Limit("day", timedelta(days=1), 0.005, 3, 30)
    assert [day.allowed(decided) for decided in (0, 100, 1_000, 100_000)] == [3, 3, 5, 30]


def test_the_shipped_limits_are_read_and_each_rule_may_have_its_own() -> None:
    """A day and a week, the week's share no larger than the day's."""
    day, week = limits_of("anything")
    assert day.span == timedelta(days=1) and week.span == timedelta(days=7)
    assert Decimal(str(week.share)) <= Decimal(str(day.share)) and limits.limits_of("x") == (day, week)


def test_a_list_says_what_fraud_came_to_without_opening_a_record(work: Work, five_a_day: None) -> None:
    """Declined, referred past the limit, clear; and nothing where a person has decided since."""
    first, decider = applied(work, consents=ALL), decider_that_declines()
    clear = made(work, first.id, platform_decider())
    kept = [made(work, again(work, first, number), decider) for number in range(6)]
    newest = {it.application_id: it.id for it in (clear, kept[0], kept[5]) if it.application_id}
    marks = fraud_marks(work, newest)
    assert [marks[it.application_id] for it in (clear, kept[0], kept[5]) if it.application_id] == [
        FraudOutcome.CLEAR,
        FraudOutcome.DECLINED,
        FraudOutcome.REFERRED,
    ]
    assert kept[5].application_id is not None
    says = PersonSays(Outcome.DECLINE, Text("看过了", "Looked at"))
    by_person = decide_by_person(work, kept[5].application_id, decider, says)
    assert isinstance(by_person, Kept)
    assert fraud_marks(work, {kept[5].application_id: by_person.id}) == {}
