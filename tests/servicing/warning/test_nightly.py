"""A night over a portfolio: once, kill-safe, ranked, and only what the consent of tonight covers."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.cost import Method
from puhui.decision.jdm import Value
from puhui.evidence import store_invoices
from puhui.ground import Erased, Work
from puhui.intake import Consent, NewConsent, current_text, give_consent, withdraw_consent
from puhui.kernel import Problem
from puhui.servicing.store.whose import whose
from puhui.servicing.warning import Night, last_night, nightly, warn_night, warnings_of
from puhui.servicing.warning.nightly import _customer
from puhui.servicing.warning.seeing import see
from puhui.servicing.warning.store import customers
from tests.decision.applying import reading_of
from tests.evidence.subjects import consented
from tests.servicing.lent import House, terms


class Killed(BaseException):
    """As if the process were gone."""


@pytest.fixture
def lent(house: House) -> UUID:
    """One loan of ¥100,000; gives its drawdown."""
    return house.lend(terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.12"))


def night(house: House) -> Night:
    """Tonight's run."""
    found = warn_night(house.ground, house.actor, house.actor.mode, house.today())
    assert isinstance(found, Night), found
    return found


def facts(house: House) -> dict[str, Value]:
    """What may be seen of the one customer."""
    with house.ground.work(house.actor) as work:
        (row,) = customers(work.connection, whose(work), house.today(), after=None, at_most=10)
        found = see(work, _customer(row))
        assert not isinstance(found, Erased)
        return found


def owner(work: Work) -> UUID:
    """The one borrower."""
    found: UUID = work.connection.execute(text("SELECT subject_id FROM loan.contract LIMIT 1")).scalar_one()
    return found


def given(house: House, source: str = "invoices") -> Consent:
    """A consent for post-loan care."""
    with house.ground.work(house.actor) as work:
        shown = current_text(f"post_loan_{source}", work.today())
        assert shown is not None
        named = ("测试溪流银行", "400-000-0001")
        new = NewConsent(
            owner(work),
            shown.source,
            shown.fields,
            shown.purpose,
            shown.id,
            shown.version,
            shown.hash(*named),
            work.now() + timedelta(days=90),
            recipient_name=named[0],
            recipient_contact=named[1],
            separate=True,
        )
        consent = give_consent(work, new)
        assert isinstance(consent, Consent), consent
        return consent


def lines(house: House) -> list[tuple[object, ...]]:
    """What lies in the table."""
    with house.ground.work(house.actor) as work:
        return [tuple(it) for it in work.connection.execute(text("SELECT * FROM servicing.warning"))]


def test_a_quiet_customer_is_looked_at_and_not_listed(house: House, lent: UUID) -> None:
    """Nobody consented to more: nothing more is looked at and nothing is guessed."""
    assert night(house) == Night(house.today(), 1, 0, True)
    seen = facts(house)
    assert {seen[source] for source in ("invoices", "debts", "relations")} == {"never"}
    assert "sales_against_season_share" not in seen and "overdue_elsewhere" not in seen


def test_who_falls_behind_is_on_the_list_with_what_to_do(house: House, lent: UUID) -> None:
    """Their own payments need no further consent; the ranked list opens under their key."""
    house.has_funds = False
    house.pass_days(40)
    night(house)
    with house.ground.work(house.actor) as work:
        newest = last_night(work)
        assert newest is not None
        (line,) = warnings_of(work, newest.on)
    assert "past_due" in line.signals and line.exposure_fen == 10_000_000
    assert 0 < line.expected_loss_fen < line.exposure_fen
    assert line.figures["days_past_due"]


def test_a_night_is_written_once_and_nothing_happens_to_the_loan(house: House, lent: UUID) -> None:
    """Run again it does nothing; position, schedule and books are what they were; nobody is told."""
    house.has_funds = False
    house.pass_days(40)
    before = (house.position(lent), house.plan(lent), dict(house.trial()))
    with house.ground.engine.connect() as connection:
        told = connection.execute(text("SELECT count(*) FROM ground.outbox")).scalar_one()
    first = night(house)
    kept = lines(house)
    assert night(house) == first and lines(house) == kept
    assert (house.position(lent), house.plan(lent), dict(house.trial())) == before
    with house.ground.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM ground.outbox")).scalar_one() == told


@pytest.mark.parametrize("stop_at", [1, 2, 3, 4])
def test_killed_anywhere_and_run_again_the_list_is_the_same(
    house: House, lent: UUID, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    """One customer a transaction, killed before and after commits."""
    monkeypatch.setattr(nightly, "CHUNK", 1)
    house.has_funds = False
    house.pass_days(40)
    places: list[str] = []

    def die(where: str) -> None:
        places.append(where)
        if len(places) == stop_at:
            raise Killed

    with suppress(Killed):
        warn_night(house.ground, house.actor, house.actor.mode, house.today(), die)
    done = night(house)
    assert done.is_done and (done.customers, done.warned) == (1, 1)
    assert len(lines(house)) == 1


def test_invoices_are_seen_only_under_a_consent_for_this_purpose(house: House, lent: UUID) -> None:
    """The consent that the loan was decided under does not do; the one for post-loan care does."""
    with house.ground.work(house.actor) as work:
        who = owner(work)
        assessed = consented(work, who, "invoices")
        reading = reading_of(str(who), work.today() - timedelta(days=80))
        assert not isinstance(store_invoices(work, who, assessed, reading), Problem)
    assert facts(house)["invoices"] == "never"
    consent = given(house)
    seen = facts(house)
    assert seen["invoices"] == "visible" and seen["days_since_sale"] == 81
    with house.ground.work(house.actor) as work:
        assert not isinstance(withdraw_consent(work, consent.id), Problem)
    house.clock.set(house.clock.now() + timedelta(seconds=1))
    gone = facts(house)
    assert gone["invoices"] == "withdrawn" and "days_since_sale" not in gone


def test_a_withdrawn_consent_is_a_signal_and_no_guess(house: House, lent: UUID) -> None:
    """The list says that it cannot be seen any more; the loss that is expected does not move."""
    consent = given(house)
    with house.ground.work(house.actor) as work:
        withdraw_consent(work, consent.id)
    house.clock.set(house.clock.now() + timedelta(seconds=1))
    night(house)
    with house.ground.work(house.actor) as work:
        (line,) = warnings_of(work, house.today())
    assert line.signals == ("invoices_gone",)


def test_an_erased_customer_is_left_out(house: House, lent: UUID) -> None:
    """Their loan runs; nobody reads what was seen of them."""
    house.has_funds = False
    house.pass_days(40)
    night(house)
    with house.ground.work(house.actor) as work:
        work.vault.destroy(work.connection, owner(work))
    with house.ground.work(house.actor) as work:
        assert warnings_of(work, house.today()) == ()
    tomorrow = replace(house)
    tomorrow.clock.set(house.clock.now() + timedelta(days=1))
    assert night(tomorrow).warned <= 1


def test_figures_lie_sealed(house: House, lent: UUID) -> None:
    """Not a figure's name in the table."""
    house.has_funds = False
    house.pass_days(40)
    night(house)
    assert all(
        b"days_past_due" not in bytes(it) for row in lines(house) for it in row if isinstance(it, bytes)
    )
