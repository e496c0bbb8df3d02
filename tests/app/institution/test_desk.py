"""A borrower comes from the platform: one confirmation, one inquiry, the institution's own decision."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from puhui.app.institution.case import Case, Stage
from puhui.app.institution.closing import stop_case
from puhui.app.institution.desk import (
    accept_terms,
    case_of,
    confirm_inquiry,
    enter,
    inquiry_asks,
    leave,
)
from puhui.app.institution.taking_in import take_in
from puhui.app.institution.underwriting import underwrite
from puhui.decision import DecisionOwner, decision_of
from puhui.evidence import VerificationResult
from puhui.exchange import EventKind, issue_entry, told_about
from puhui.ground import Work
from puhui.ground.actor import Mode
from puhui.ground.outbox import Message
from puhui.intake import consents_of, withdraw_consent
from puhui.kernel import Language, Outcome, Problem, new_id
from puhui.loan import Contract, ContractState
from tests.app.institution.packaged import BROOK, Town, lender, met, package, received

PARTY = lender()


@pytest.fixture
def desk(institution_work: Callable[[str], Work]) -> Work:
    """The institution's own clerk, over its own login."""
    work = institution_work(BROOK)
    met(work)
    return work


def confirmed(work: Work, case_id: object, attempts: int = 0) -> Message:
    """What the worker would bring."""
    payload = {"application_id": str(case_id), "mode": "test"}
    return Message(new_id(), "decision.underwriting_confirmed", "k", Mode.TEST, payload, work.now(), attempts)


def came_in(work: Work, town: Town, **changes: object) -> Case:
    """A borrower whose package has arrived."""
    sent = package(work, town.left_for(), **changes)  # type: ignore[arg-type]
    application_id = take_in(work, received(work, sent).reference)
    assert not isinstance(application_id, Problem), application_id
    case = case_of(work, PARTY, application_id)
    assert isinstance(case, Case), case
    return case


def agreed_to_all(work: Work, case: Case) -> Case:
    """Every consent ticked."""
    asks = inquiry_asks(work, PARTY, case.application.id)
    assert not isinstance(asks, Problem)
    after = confirm_inquiry(work, PARTY, case.application.id, {it.shown for it in asks}, Language.ZH)
    assert isinstance(after, Case), after
    return after


def decided(work: Work, town: Town, **changes: object) -> Case:
    """Confirmed and decided."""
    case = agreed_to_all(work, came_in(work, town, **changes))
    assert case.stage is Stage.DECIDING
    problem = underwrite(work, PARTY, town.outside, confirmed(work, case.application.id))
    assert problem is None, problem
    after = case_of(work, PARTY, case.application.id)
    assert isinstance(after, Case), after
    return after


def test_a_package_becomes_a_case_and_nobody_is_asked_before_the_borrower_confirms(desk: Work) -> None:
    """Borrower, application and file are there; the bureau has counted nothing."""
    town = Town.around(desk)
    case = came_in(desk, town)
    assert (case.stage, case.product.code, case.application.amount_fen) == (
        Stage.INQUIRY,
        "brook_shop_loan",
        10_000_000,
    )
    assert case.lender.name.zh == "测试溪流银行"
    assert town.books.inquiries() == ()
    asks = inquiry_asks(desk, PARTY, case.application.id)
    assert not isinstance(asks, Problem)
    assert [it.text.id for it in asks] == ["own_identity", "bureau_inquiry"]
    assert all("测试溪流银行" in it.said.zh and "Test Brook Bank" in it.said.en for it in asks)


def test_the_institution_decides_by_itself_and_offers_within_its_own_table(desk: Work) -> None:
    """One inquiry, its own record beside the advice, terms of its own product, a contract drafted on them."""
    town = Town.around(desk)
    case = decided(desk, town)
    assert case.stage in {Stage.APPROVED, Stage.COUNTER_OFFER}
    assert case.decision is not None and case.decision.owner is DecisionOwner.INSTITUTION
    assert case.terms is not None
    assert case.terms.annual_rate in case.product.rates.values()
    assert case.terms.amount_fen <= min(case.decision.limit_fen, case.product.amount_most_fen)
    assert len(town.books.inquiries()) == 1
    drafted = accept_terms(desk, PARTY, case.application.id)
    assert isinstance(drafted, Contract)
    assert drafted.reference == case.reference and drafted.terms.limit_fen == case.terms.amount_fen
    again = accept_terms(desk, PARTY, case.application.id)
    assert isinstance(again, Contract) and again.id == drafted.id
    now = case_of(desk, PARTY, case.application.id)
    assert isinstance(now, Case) and now.stage is Stage.CONTRACT


def test_less_than_was_asked_for_is_a_counter_offer(desk: Work) -> None:
    """The borrower sees that it is another amount and is free to leave."""
    case = decided(desk, Town.around(desk), amount_fen=90_000_000)
    assert case.stage is Stage.COUNTER_OFFER
    assert case.terms is not None and case.terms.amount_fen < 90_000_000


def test_asked_twice_it_is_one_inquiry(desk: Work) -> None:
    """The worker died after the bureau had answered: the confirmation is recognised."""
    town = Town.around(desk)
    case = decided(desk, town)
    savepoint = desk.connection.begin_nested()
    underwrite(desk, PARTY, town.outside, confirmed(desk, case.application.id))
    savepoint.rollback()
    underwrite(desk, PARTY, town.outside, confirmed(desk, case.application.id))
    assert len(town.books.inquiries()) == 1


def test_without_every_tick_nothing_is_asked(desk: Work) -> None:
    """One consent is not enough, and nothing is kept of it."""
    town = Town.around(desk)
    case = came_in(desk, town)
    refused = confirm_inquiry(desk, PARTY, case.application.id, {"own_identity@2026-11-23"}, Language.ZH)
    assert isinstance(refused, Problem)
    given = consents_of(desk, case.application.owner_id)
    assert given == () and town.books.inquiries() == ()


def test_a_silent_bureau_is_asked_again_and_then_a_person_decides(desk: Work) -> None:
    """Three tries, then a decision without it, which refers; never an approval."""
    town = Town.around(desk)
    case = agreed_to_all(desk, came_in(desk, town))
    deaf = replace(town.outside, bureau=Deaf())
    first = underwrite(desk, PARTY, deaf, confirmed(desk, case.application.id))
    assert isinstance(first, Problem)
    assert underwrite(desk, PARTY, deaf, confirmed(desk, case.application.id, attempts=3)) is None
    after = case_of(desk, PARTY, case.application.id)
    assert isinstance(after, Case) and after.stage is Stage.REFERRED
    kept = decision_of(desk, case.application.id)
    assert not isinstance(kept, Problem) and getattr(kept, "outcome", None) is Outcome.REFER


def test_when_no_machine_can_decide_a_person_takes_over(desk: Work) -> None:
    """After the last try the case waits for a person without any decision."""
    town = Town.around(desk)
    case = agreed_to_all(desk, came_in(desk, town))
    assert underwrite(desk, PARTY, town.outside, confirmed(desk, case.application.id, attempts=6)) is None
    after = case_of(desk, PARTY, case.application.id)
    assert isinstance(after, Case) and (after.stage, after.decision) == (Stage.REFERRED, None)


def test_somebody_else_s_name_is_refused_with_reasons_and_without_terms(desk: Work) -> None:
    """A mismatch of identity declines or refers; no contract follows."""
    case = decided(desk, Town.around(desk, two_factor=VerificationResult.MISMATCH))
    assert case.stage in {Stage.REFUSED, Stage.REFERRED} and case.reasons
    assert isinstance(accept_terms(desk, PARTY, case.application.id), Problem)


def test_a_case_that_was_stopped_stays_stopped(desk: Work) -> None:
    """The consent was withdrawn on the platform: closed here, told there, and no way back to a contract."""
    town = Town.around(desk)
    case = decided(desk, town)
    drafted = accept_terms(desk, PARTY, case.application.id)
    assert isinstance(drafted, Contract)
    assert stop_case(desk, case.application.id, "consent_withdrawn") is None
    assert stop_case(desk, case.application.id, "consent_withdrawn") is None
    after = case_of(desk, PARTY, case.application.id)
    assert isinstance(after, Case) and after.stage is Stage.CLOSED and after.why is not None
    assert "授权" in after.why.zh
    assert isinstance(accept_terms(desk, PARTY, case.application.id), Problem)
    assert case.reference is not None
    closed = [it for it in told_about(desk, case.reference) if it.kind is EventKind.APPLICATION_CLOSED]
    assert [it.body["why"] for it in closed] == ["consent_withdrawn"]


def test_whoever_leaves_has_borrowed_nothing(desk: Work) -> None:
    """Leaving is one step and can be said twice."""
    case = decided(desk, Town.around(desk))
    left = leave(desk, PARTY, case.application.id)
    assert isinstance(left, Case) and left.stage is Stage.CLOSED
    again = leave(desk, PARTY, case.application.id)
    assert isinstance(again, Case) and again.stage is Stage.CLOSED


def test_a_withdrawn_bureau_consent_lends_no_licence_to_the_next_question(desk: Work) -> None:
    """The consent to one inquiry was taken back before the worker came: nothing is asked."""
    town = Town.around(desk)
    case = agreed_to_all(desk, came_in(desk, town))
    given = consents_of(desk, case.application.owner_id)
    assert not isinstance(given, Problem)
    for consent in given:
        withdraw_consent(desk, consent.id)
    underwrite(desk, PARTY, town.outside, confirmed(desk, case.application.id))
    assert town.books.inquiries() == ()
    after = case_of(desk, PARTY, case.application.id)
    assert isinstance(after, Case) and after.stage is Stage.REFERRED


def test_a_ticket_lets_one_borrower_in_once(desk: Work) -> None:
    """The entry gives a session of this house and is spent."""
    town = Town.around(desk)
    taken = received(desk, package(desk, town.left_for()))
    issued = issue_entry(desk, taken)
    assert not isinstance(issued, Problem)
    entered = enter(desk, issued.ticket)
    assert not isinstance(entered, Problem), entered
    assert entered.session.token
    assert isinstance(enter(desk, issued.ticket), Problem)


def test_the_platform_is_told_of_the_contract_s_state_only_when_it_is_signed(desk: Work) -> None:
    """A draft is nobody else's business."""
    case = decided(desk, Town.around(desk))
    drafted = accept_terms(desk, PARTY, case.application.id)
    assert isinstance(drafted, Contract) and drafted.state is ContractState.DRAFT
    assert case.reference is not None
    kinds = {it.kind for it in told_about(desk, case.reference)}
    assert EventKind.CONTRACT_SIGNED not in kinds


class Deaf:
    """A bureau that never answers."""

    cra_id = "test_cra_one"

    def deposit(self, *_: object) -> Problem:
        """Nothing."""
        return _SILENT

    def collect(self, *_: object) -> Problem:
        """Nothing."""
        return _SILENT

    def inquire(self, *_: object) -> Problem:
        """Nothing."""
        return _SILENT


_SILENT = Problem("bureau.silent.unavailable", PARTY.name)


@pytest.mark.parametrize(
    ("kind", "business", "uscc"),
    [
        ("person", None, None),
        ("individual_business", "测试小吃店", "92990000MA00TEX70F"),
        ("cooperative", "测试种植合作社", "93990000MA00TEX70C"),
        ("unregistered_operator", "测试早点摊", None),
        ("farm_household", "测试种植户", None),
    ],
)
def test_borrowers_of_every_kind_are_taken_in(
    desk: Work, kind: str, business: str | None, uscc: str | None
) -> None:
    """With a licence or without one: whoever the platform may hand over becomes a borrower here, once."""
    town = Town.around(desk)
    sent = package(desk, town.left_for())
    who = replace(sent.identity, business_name=business, uscc=uscc)
    sent = replace(sent, identity=who, application=replace(sent.application, borrower_kind=kind))
    reference = received(desk, sent).reference
    taken = take_in(desk, reference)
    assert not isinstance(taken, Problem), taken
    assert take_in(desk, reference) == taken
    case = case_of(desk, PARTY, taken)
    assert isinstance(case, Case) and (case.application.enterprise_id is None) is (business is None)
