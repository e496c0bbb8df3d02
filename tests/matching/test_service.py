"""Offers are kept for each decision, chosen once, and lead to the institution's own page only."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from puhui.decision import Band
from puhui.ground import Actor, ActorKind, Ground, Work
from puhui.ground.database import metadata
from puhui.intake import (
    Application,
    NewApplication,
    NewSubject,
    Status,
    Subject,
    SubjectKind,
    application,
    consents_of,
    link_business,
    move_application,
    register_subject,
    submit_application,
    withdraw_application,
    withdraw_consent,
)
from puhui.kernel import FixedClock, Outcome, Problem
from puhui.matching import (
    KeptMatching,
    Redirect,
    choose_offer,
    make_offers,
    offers_of,
    request_for,
    tables,
)
from tests.evidence.subjects import consented

DECISION = UUID(int=7)


def decided(work: Work) -> Application:
    """A made-up shop's application that has just been decided."""
    owner = register_subject(
        work, NewSubject(SubjectKind.PERSON, "测试张三", resident_id="990000199001010017")
    )
    shop = register_subject(
        work,
        NewSubject(SubjectKind.INDIVIDUAL_BUSINESS, "测试小吃店", uscc="92990000MA00TEX70F", region="990000"),
    )
    assert isinstance(owner, Subject)
    assert isinstance(shop, Subject)
    link_business(work, owner.id, shop.id)
    sent = submit_application(work, NewApplication(owner.id, 20_000_000, 12, "stock", shop.id))
    assert isinstance(sent, Application)
    for status in (Status.DECIDING, Status.DECIDED):
        moved = move_application(work, sent.id, status)
        assert isinstance(moved, Application)
    return moved


def offered(work: Work, asked: Application, outcome: Outcome = Outcome.APPROVE) -> KeptMatching:
    """What was kept for its decision, with every source consented to."""
    for text_id in ("identity", "invoices", "debts"):
        consented(work, asked.owner_id, text_id)
    request = request_for(
        work,
        asked.id,
        outcome=outcome,
        limit_fen=20_000_000,
        band=Band.B,
        industry="6210",
        household_credit_fen=0,
    )
    assert not isinstance(request, Problem)
    found = make_offers(work, request, DECISION)
    assert isinstance(found, KeptMatching), found
    return found


def test_offers_are_kept_with_their_true_cost_and_chosen_once(work: Work) -> None:
    """From a decision to the institution's page; the kept figures are those of the quote, to the fen."""
    asked = decided(work)
    found = offered(work, asked)
    assert found.offers, found
    first = found.offers[0]
    assert (first.product, first.total_cost_fen) == ("brook_shop_loan", 1_055_190)
    paid = first.told["quote"]["schedule"]
    assert sum(it["principal_fen"] for it in paid) == first.amount_fen
    assert sum(it["interest_fen"] + it["fees_fen"] for it in paid) == first.total_cost_fen
    assert len(found.offers) + len(found.fell_out) == 10
    chosen = choose_offer(work, first.id)
    assert isinstance(chosen, Redirect)
    assert (chosen.host, chosen.page) == ("institution", "https://test-brook-bank.example/apply")
    assert choose_offer(work, first.id) == chosen
    after = application(work, asked.id)
    assert isinstance(after, Application)
    assert after.status is Status.REDIRECTED
    told = text("SELECT count(*) FROM ground.outbox WHERE topic = 'matching.offer_chosen'")
    assert work.connection.execute(told).scalar_one() == 1
    with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
        work.connection.execute(text("UPDATE matching.offer SET rank = 9"))


def test_the_same_decision_is_matched_once(work: Work) -> None:
    """Asked again, the kept round comes back unchanged."""
    asked = decided(work)
    assert offered(work, asked) == offered(work, asked)


def test_a_referred_application_has_no_offers_and_stays_decided(work: Work) -> None:
    """A sentence instead of offers, kept as well."""
    asked = decided(work)
    found = offered(work, asked, Outcome.REFER)
    assert found.offers == ()
    assert found.said is not None
    after = application(work, asked.id)
    assert isinstance(after, Application)
    assert after.status is Status.DECIDED


def test_only_consented_sources_count(work: Work) -> None:
    """Without any consent, only public sources are in the request."""
    request = request_for(work, decided(work).id, outcome=Outcome.APPROVE, limit_fen=20_000_000, band=Band.B)
    assert not isinstance(request, Problem)
    assert request.data == {"registration", "lists"}
    assert request.borrower_kind is SubjectKind.INDIVIDUAL_BUSINESS


def test_an_offer_runs_out_and_a_withdrawn_application_has_none(work: Work) -> None:
    """After seven days it is gone; after a withdrawal it cannot be chosen."""
    asked = decided(work)
    first = offered(work, asked).offers[0]
    later = replace(work, clock=FixedClock(work.now() + timedelta(days=7)))
    late = choose_offer(later, first.id)
    assert isinstance(late, Problem)
    assert late.code == "offer.expired.gone"
    withdraw_application(work, asked.id)
    closed = choose_offer(work, first.id)
    assert isinstance(closed, Problem)
    assert closed.code == "offer.application.closed"


def test_an_offer_rests_on_consents_and_ends_with_them(work: Work) -> None:
    """Taken back between decision and choice, the address of the institution is not given out."""
    asked = decided(work)
    first = offered(work, asked).offers[0]
    given = consents_of(work, asked.owner_id)
    assert not isinstance(given, Problem)
    withdraw_consent(work, next(one.id for one in given if one.source == "invoices"))
    refused = choose_offer(work, first.id)
    assert isinstance(refused, Problem)
    assert refused.code == "offer.consent.forbidden"
    consented(work, asked.owner_id, "invoices")
    assert isinstance(choose_offer(work, first.id), Redirect)


def test_a_stranger_finds_no_offers(ground: Ground, clerk: Actor) -> None:
    """Another borrower gets neither the list nor the offer."""
    with ground.work(clerk) as work:
        asked = decided(work)
        first = offered(work, asked).offers[0]
    stranger = Actor(str(UUID(int=5)), ActorKind.BORROWER, frozenset({"borrower"}), clerk.mode)
    with ground.work(stranger) as work:
        for found in (offers_of(work, asked.id), choose_offer(work, first.id)):
            assert isinstance(found, Problem)
            assert found.code.endswith("not_found")


def test_declared_and_migrated_columns_agree(work: Work) -> None:
    """Same names, same nullability."""
    for table in (it for it in metadata.sorted_tables if it.schema == tables.SCHEMA):
        columns = inspect(work.connection).get_columns(table.name, tables.SCHEMA)
        assert {it.name: bool(it.nullable) for it in table.columns} == {
            it["name"]: it["nullable"] for it in columns
        }
