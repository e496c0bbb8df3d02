"""From a chosen offer to the institution's page and back, over signed requests between two databases."""

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from puhui.exchange import (
    EventKind,
    Handover,
    HandoverStatus,
    Received,
    ReceivedStatus,
    open_entry,
    package_of,
    renew_entry,
    send_package,
    tell,
    withdraw_package,
)
from puhui.exchange.package import ApplicationPackage
from puhui.ground import SYSTEM, Actor, Mode
from puhui.ground.identity import NewKey, issue_borrower_session, issue_key
from puhui.ground.outbox import backlog
from puhui.kernel import MovableClock, Problem, new_id
from tests.exchange.choosing import ALL, chosen
from tests.exchange.handing import Answering, at_the_bank, handed_over, state
from tests.exchange.told import BODIES
from tests.exchange.two_sides import BANK_HOST, Town


def test_a_chosen_offer_reaches_the_bank_and_the_borrower_gets_in_once(town: Town, clerk: Actor) -> None:
    """Sent, taken, told to be received; the ticket opens the case one time."""
    shop = handed_over(town, clerk)
    now = state(town, clerk, shop)
    assert now.status is HandoverStatus.RECEIVED
    assert [it.kind for it in now.told] == [EventKind.APPLICATION_RECEIVED]
    address = urlsplit(now.entry_url or "")
    assert (address.scheme, address.netloc) == ("https", BANK_HOST)
    ticket = address.path.removeprefix("/enter/")
    assert ticket not in json.dumps([str(it.url) for it in town.post.sent])
    with town.bank.ground.work(clerk) as work:
        entered = open_entry(work, ticket)
        assert isinstance(entered, Received)
        assert entered.reference == now.reference
        again = open_entry(work, ticket)
    assert isinstance(again, Problem)
    assert again.code == "entry.used.gone"


def test_the_package_holds_what_was_consented_and_credit_data_lies_at_the_bureau(
    town: Town, clerk: Actor
) -> None:
    """The bank opens what the platform sealed; figures and advice are in the parcel, not in the package."""
    shop = handed_over(town, clerk, ALL)
    with town.bank.ground.work(clerk) as work:
        package = package_of(work, state(town, clerk, shop).reference or "")
    assert isinstance(package, ApplicationPackage)
    assert (package.identity.name, package.product) == ("测试一", shop.offer.product)
    assert package.credit_data is not None
    parcel, recipient, consent_id = town.relay.left[package.credit_data.parcel]
    assert (recipient, consent_id) == (package.institution, str(shop.consent.id))
    assert {"features", "advice"} <= set(parcel)
    sent = next(it for it in town.post.sent if it.url.path.endswith("/applications"))
    assert b'features":{' not in sent.content
    assert str(shop.owner_id).encode() not in sent.content
    assert str(shop.application_id).encode() not in sent.content


def test_a_hand_over_is_shown_to_its_borrower_and_to_nobody_elses(town: Town, clerk: Actor) -> None:
    """Staff see where it is but no way in; another borrower does not find it."""
    clerk = replace(clerk, mode=Mode.LIVE)
    shop = handed_over(town, clerk)
    path = f"/api/v1/applications/{shop.application_id}/handover"
    with town.platform.ground.work(clerk) as work:
        own = issue_borrower_session(work, shop.owner_id).token
        other = issue_borrower_session(work, new_id()).token
    shown = town.platform.client.get(path, headers={"Authorization": f"Bearer {own}"}).json()
    assert shown["status"] == "received"
    assert shown["entry_url"] == state(town, clerk, shop).entry_url
    refused = town.platform.client.get(path, headers={"Authorization": f"Bearer {other}"})
    assert (refused.status_code, refused.json()["code"]) == (404, "handover.not_found")
    with town.platform.ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("test", clerk.mode, frozenset({"operations"})), ["operations"])
    assert not isinstance(issued, Problem)
    staff = town.platform.client.get(path, headers={"Authorization": f"Bearer {issued.secret_text}"}).json()
    assert (staff["status"], staff["entry_url"]) == ("received", None)


def test_without_consent_to_the_figures_none_are_sent(town: Town, clerk: Actor) -> None:
    """The block is left out, nothing is left at the bureau, and the bank takes the rest."""
    with town.platform.ground.work(clerk) as work:
        shop = chosen(work, ("identity", "application"))
        assert isinstance(send_package(work, shop.application_id, shop.offer.id, town.relay), Handover)
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.RECEIVED
    assert town.relay.left == {}


def test_without_consent_to_the_identity_nothing_leaves(town: Town, clerk: Actor) -> None:
    """An application without an applicant cannot be handed over."""
    with town.platform.ground.work(clerk) as work:
        shop = chosen(work, ("application",))
        result = send_package(work, shop.application_id, shop.offer.id, town.relay)
    assert isinstance(result, Problem)
    assert result.code == "consent.fields.forbidden"
    assert (town.relay.left, town.post.sent) == ({}, [])


def test_a_lost_answer_is_asked_again_with_the_same_bytes_and_another_signature(
    town: Town, clerk: Actor, clock: MovableClock
) -> None:
    """One reference, however often it is sent; the answer, ticket included, is the one that was lost."""
    town.post.lose_answers = 1
    shop = handed_over(town, clerk)
    assert state(town, clerk, shop).entry_url is None
    clock.advance(timedelta(seconds=5))
    town.settle()
    assert state(town, clerk, shop).entry_url is not None
    first, second = [it for it in town.post.sent if it.url.path.endswith("/applications")]
    assert first.content == second.content
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.headers["signature"] != second.headers["signature"]
    with town.bank.ground.work(clerk) as work:
        ticket = (state(town, clerk, shop).entry_url or "").rpartition("/")[2]
        assert isinstance(open_entry(work, ticket), Received)
    assert len([it for it in town.heard if it.kind is EventKind.APPLICATION_RECEIVED]) == 1


def test_an_entry_on_another_host_is_refused_and_recorded(town: Town, clerk: Actor) -> None:
    """No borrower is sent to another platform, whatever an institution's server says (domain 0.5)."""
    town.bank.client.app.state.page_url = "https://other-platform.example"  # type: ignore[attr-defined]
    shop = handed_over(town, clerk)
    now = state(town, clerk, shop)
    assert (now.status, now.why, now.entry_url) == (HandoverStatus.CLOSED, "entry_refused", None)
    assert town.platform.refused() == ["entry.host.forbidden"]
    assert at_the_bank(town, clerk, shop).status is ReceivedStatus.WITHDRAWN


def test_a_ticket_runs_out_and_a_newer_one_ends_it(town: Town, clerk: Actor, clock: MovableClock) -> None:
    """Half an hour; then the borrower presses the button again and gets another."""
    shop = handed_over(town, clerk)
    old = (state(town, clerk, shop).entry_url or "").rpartition("/")[2]
    with town.platform.ground.work(clerk) as work:
        renewed = renew_entry(work, shop.application_id, town.platform.courier)
    assert isinstance(renewed, Handover), renewed
    fresh = (renewed.entry_url or "").rpartition("/")[2]
    assert fresh != old
    with town.bank.ground.work(clerk) as work:
        superseded = open_entry(work, old)
        assert isinstance(superseded, Problem)
        assert superseded.code == "entry.expired.gone"
    clock.advance(timedelta(minutes=30))
    with town.bank.ground.work(clerk) as work:
        late = open_entry(work, fresh)
    assert isinstance(late, Problem)
    assert late.code == "entry.expired.gone"


def test_a_first_try_still_under_way_is_no_refusal(town: Town, clerk: Actor, clock: MovableClock) -> None:
    """A slow bank answers the second try that it is at it; the hand-over stays open."""
    busy = httpx.Response(409, json={"code": "idempotency.conflict"})
    real, town.post.houses[BANK_HOST] = town.post.houses[BANK_HOST], Answering(busy)  # type: ignore[assignment]
    shop = handed_over(town, clerk)
    assert state(town, clerk, shop).status is HandoverStatus.SENDING
    town.post.houses[BANK_HOST] = real
    clock.advance(timedelta(seconds=5))
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.RECEIVED


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_what_may_pass_is_tried_again_and_what_is_final_ends_it(
    town: Town, clerk: Actor, status: int
) -> None:
    """A wrong clock, a key not yet registered, a database away: the package is not lost."""
    town.post.houses[BANK_HOST] = Answering(httpx.Response(status, text="<html>"))  # type: ignore[assignment]
    shop = handed_over(town, clerk)
    assert state(town, clerk, shop).status is HandoverStatus.SENDING


def test_an_event_that_overtakes_the_answer_says_whose_it_is(
    town: Town, clerk: Actor, clock: MovableClock
) -> None:
    """The answer is lost, the bank tells at once: nothing is refused, and the way in follows."""
    town.post.lose_answers = 1
    shop = handed_over(town, clerk)
    now = state(town, clerk, shop)
    assert (now.status, now.entry_url) == (HandoverStatus.RECEIVED, None)
    assert [it.kind for it in now.told] == [EventKind.APPLICATION_RECEIVED]
    with town.bank.ground.work(clerk) as work:
        tell(work, now.reference, EventKind.APPLICATION_DECIDED, BODIES[EventKind.APPLICATION_DECIDED])
    clock.advance(timedelta(seconds=5))
    town.settle()
    after = state(town, clerk, shop)
    assert (after.status, after.entry_url is None) == (HandoverStatus.OFFERED, False)
    assert town.platform.refused() == []


def test_a_package_the_bank_refuses_ends_the_hand_over(town: Town, clerk: Actor) -> None:
    """Sending the same bytes again would change nothing; the borrower chooses another offer."""
    refusal = httpx.Response(422, json={"code": "package.product.unknown"})
    town.post.houses[BANK_HOST] = Answering(refusal)  # type: ignore[assignment]
    shop = handed_over(town, clerk)
    now = state(town, clerk, shop)
    assert (now.status, now.why) == (HandoverStatus.CLOSED, "package_refused")
    assert "package.product.unknown" in town.platform.refused()


def test_what_a_bank_tells_after_its_answer_was_lost_is_understood(
    town: Town, clerk: Actor, clock: MovableClock
) -> None:
    """The package was taken, the answer lost, then it is stopped: the answer to that says whose it is."""
    town.post.lose_answers = 1
    shop = handed_over(town, clerk)
    with town.platform.ground.work(clerk) as work:
        withdraw_package(work, shop.application_id)
    for _ in range(4):
        town.settle()
        clock.advance(timedelta(seconds=20))
    now = state(town, clerk, shop)
    assert (now.status, now.entry_url) == (HandoverStatus.CLOSED, None)
    assert [it.kind for it in now.told] == [EventKind.APPLICATION_RECEIVED]
    with town.bank.ground.work(clerk) as work:
        assert backlog(work.connection).waiting == 0


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("approve", HandoverStatus.OFFERED),
        ("refer", HandoverStatus.DECIDING),
        ("decline", HandoverStatus.REFUSED),
    ],
)
def test_what_the_bank_decides_moves_the_hand_over(
    town: Town, clerk: Actor, outcome: str, status: HandoverStatus
) -> None:
    """Its decision is its own; the platform shows it."""
    shop = handed_over(town, clerk)
    body = {
        "decision_id": "d-1",
        "decision_owner": "institution",
        "outcome": outcome,
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "is_counter_offer": False,
        "reasons": [],
    }
    with town.bank.ground.work(clerk) as work:
        tell(work, at_the_bank(town, clerk, shop).reference, EventKind.APPLICATION_DECIDED, body)
    town.settle()
    assert state(town, clerk, shop).status is status
