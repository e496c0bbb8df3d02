"""What is taken back stops on both sides, a contract that was signed stands, and silence lends nothing."""

from datetime import timedelta

from puhui.exchange import (
    EventKind,
    Handover,
    HandoverStatus,
    Received,
    ReceivedStatus,
    expire_handovers,
    hold_open,
    note_signed,
    open_entry,
    partner,
    read_package,
    received_of,
    send_package,
    tell,
    withdraw_consented,
    withdraw_package,
)
from puhui.exchange.handover import store
from puhui.exchange.package import ApplicationPackage
from puhui.ground import Actor
from puhui.intake import withdraw_consent
from puhui.kernel import MovableClock, Problem
from puhui.matching import choose_offer
from tests.exchange.choosing import chosen
from tests.exchange.handing import at_the_bank, handed_over, sign, state
from tests.exchange.told import BODIES
from tests.exchange.two_sides import Town


def test_consent_withdrawn_before_sending_stops_the_package(town: Town, clerk: Actor) -> None:
    """The gate is asked again when the package is about to leave."""
    with town.platform.ground.work(clerk) as work:
        shop = chosen(work)
        send_package(work, shop.application_id, shop.offer.id, town.relay)
        withdraw_consent(work, shop.consent.id)
    town.settle()
    assert (state(town, clerk, shop).status, state(town, clerk, shop).why) == (
        HandoverStatus.CLOSED,
        "consent_withdrawn",
    )
    assert [it.url.path.rpartition("/")[2] for it in town.post.sent] == ["withdraw"]


def test_consent_withdrawn_half_way_stops_the_bank(town: Town, clerk: Actor) -> None:
    """Here it ends at once, the bank is told, its ticket opens nothing and its contract may not be signed."""
    shop = handed_over(town, clerk)
    ticket = (state(town, clerk, shop).entry_url or "").rpartition("/")[2]
    with town.platform.ground.work(clerk) as work:
        withdraw_consent(work, shop.consent.id)
        assert withdraw_consented(work, shop.consent.id) == 1
        assert withdraw_consented(work, shop.consent.id) == 0
    town.settle()
    ended = at_the_bank(town, clerk, shop)
    assert (ended.status, ended.why) == (ReceivedStatus.WITHDRAWN, "consent_withdrawn")
    with town.bank.ground.work(clerk) as work:
        closed, held = open_entry(work, ticket), hold_open(work, ended.reference)
    assert isinstance(closed, Problem)
    assert closed.code == "entry.closed.gone"
    assert isinstance(held, Problem)
    assert held.code == "package.withdrawn.gone"
    assert state(town, clerk, shop).entry_url is None


def test_after_a_signature_the_contract_lives_on(town: Town, clerk: Actor) -> None:
    """Withdrawing stops nothing that is signed, on either side."""
    shop = handed_over(town, clerk)
    sign(town, clerk, at_the_bank(town, clerk, shop).reference)
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.SIGNED
    with town.platform.ground.work(clerk) as work:
        after = withdraw_package(work, shop.application_id)
    assert isinstance(after, Handover)
    assert after.status is HandoverStatus.SIGNED
    town.settle()
    assert at_the_bank(town, clerk, shop).status is ReceivedStatus.SIGNED


def test_a_signature_that_crossed_the_withdrawal_is_the_truth(town: Town, clerk: Actor) -> None:
    """The bank signed a moment before it was told to stop: the platform learns of a contract that stands."""
    shop = handed_over(town, clerk)
    sign(town, clerk, at_the_bank(town, clerk, shop).reference)
    with town.platform.ground.work(clerk) as work:
        withdraw_package(work, shop.application_id)
    assert state(town, clerk, shop).status is HandoverStatus.CLOSED
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.SIGNED
    assert at_the_bank(town, clerk, shop).status is ReceivedStatus.SIGNED


def test_a_withdrawal_after_the_signature_finds_the_contract(town: Town, clerk: Actor) -> None:
    """Noted in the transaction that signs, before anybody was told of it."""
    shop = handed_over(town, clerk)
    reference = at_the_bank(town, clerk, shop).reference
    with town.bank.ground.work(clerk) as work:
        assert isinstance(hold_open(work, reference), Received)
        assert isinstance(note_signed(work, reference), Received)
    with town.platform.ground.work(clerk) as work:
        withdraw_package(work, shop.application_id)
    town.settle()
    assert at_the_bank(town, clerk, shop).status is ReceivedStatus.SIGNED


def test_silence_expires_and_a_package_that_comes_late_is_not_taken(
    town: Town, clerk: Actor, clock: MovableClock
) -> None:
    """Nothing was borrowed; the stop arrives first, the package after it, and the bank refuses it."""
    town.post.lose_requests = 1
    shop = handed_over(town, clerk)
    package = town.post.sent[0]
    clock.advance(timedelta(minutes=30))
    with town.platform.ground.work(clerk) as work:
        assert expire_handovers(work) == 1
        assert expire_handovers(work) == 0
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.EXPIRED
    arrived = read_package(package.content)
    assert isinstance(arrived, ApplicationPackage)
    with town.platform.ground.work(clerk) as work:
        to = partner(work, arrived.institution)
        assert not isinstance(to, Problem)
        late = town.platform.courier.post(work, to, "/partner/v1/applications", package.content, "late-key-1")
    assert not isinstance(late, Problem)
    assert (late.status, late.code) == (410, "package.withdrawn.gone")
    assert town.bank.refused() == ["package.withdrawn.gone"]


def test_choosing_the_next_offer_takes_the_one_before_back(town: Town, clerk: Actor) -> None:
    """One application is with one institution at a time."""
    shop = handed_over(town, clerk)
    first = at_the_bank(town, clerk, shop)
    with town.platform.ground.work(clerk) as work:
        choose_offer(work, shop.others[0].id)
        second = send_package(work, shop.application_id, shop.others[0].id, town.relay)
        assert isinstance(second, Handover), second
        assert send_package(work, shop.application_id, shop.others[0].id, town.relay) == second
    town.settle()
    assert state(town, clerk, shop).offer_id == shop.others[0].id
    assert state(town, clerk, shop).status is HandoverStatus.RECEIVED
    with town.bank.ground.work(clerk) as work:
        before = received_of(work, first.reference)
    assert isinstance(before, Received)
    assert (before.status, before.why) == (ReceivedStatus.WITHDRAWN, "another_offer")


def test_a_refusal_may_be_thought_over_until_another_offer_is_chosen(town: Town, clerk: Actor) -> None:
    """A person at the bank looks again and approves; after another choice it changes nothing."""
    shop = handed_over(town, clerk)
    reference = at_the_bank(town, clerk, shop).reference

    def decides(outcome: str) -> HandoverStatus:
        body = {**BODIES[EventKind.APPLICATION_DECIDED], "outcome": outcome}
        with town.bank.ground.work(clerk) as work:
            tell(work, reference, EventKind.APPLICATION_DECIDED, body)
        town.settle()
        with town.platform.ground.work(clerk) as work:
            row = store.handover_of_offer(work.connection, clerk.mode, shop.offer.id)
        assert row is not None
        return HandoverStatus(row.status)

    assert decides("decline") is HandoverStatus.REFUSED
    assert decides("approve") is HandoverStatus.OFFERED
    assert decides("decline") is HandoverStatus.REFUSED
    with town.platform.ground.work(clerk) as work:
        choose_offer(work, shop.others[0].id)
        assert isinstance(send_package(work, shop.application_id, shop.others[0].id, town.relay), Handover)
    assert decides("approve") is HandoverStatus.REFUSED


def test_after_a_signature_no_other_offer_can_be_handed_over(town: Town, clerk: Actor) -> None:
    """A contract cannot be left by choosing."""
    shop = handed_over(town, clerk)
    sign(town, clerk, at_the_bank(town, clerk, shop).reference)
    town.settle()
    with town.platform.ground.work(clerk) as work:
        result = send_package(work, shop.application_id, shop.others[0].id, town.relay)
    assert isinstance(result, Problem)
    assert result.code == "handover.signed.conflict"


def test_a_signature_elsewhere_stops_the_one_that_is_still_open(town: Town, clerk: Actor) -> None:
    """The first case was given up for a second; then it turns out that the first one was signed."""
    shop = handed_over(town, clerk)
    first = at_the_bank(town, clerk, shop)
    with town.bank.ground.work(clerk) as work:
        hold_open(work, first.reference)
        note_signed(work, first.reference)
    with town.platform.ground.work(clerk) as work:
        choose_offer(work, shop.others[0].id)
        assert isinstance(send_package(work, shop.application_id, shop.others[0].id, town.relay), Handover)
    town.settle()
    second = at_the_bank(town, clerk, shop)
    assert second.status is ReceivedStatus.OPEN
    sign(town, clerk, first.reference)
    town.settle()
    assert at_the_bank(town, clerk, shop).status is ReceivedStatus.WITHDRAWN
    assert state(town, clerk, shop).why == "signed_elsewhere"
