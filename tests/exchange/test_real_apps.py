"""The same over the whole applications, as each side really runs them."""

from dataclasses import replace

from puhui.app.api import create_app
from puhui.app.party import platform_party, shipped_institution
from puhui.exchange import EventKind, Handover, HandoverStatus, handover_of, send_package, tell
from puhui.ground import Actor, Ground
from puhui.kernel import MovableClock
from tests.exchange.choosing import chosen
from tests.exchange.told import BODIES
from tests.exchange.two_sides import BANK, make_town


def test_two_whole_applications_hand_over_and_tell(
    ground: Ground, bank_ground: Ground, clock: MovableClock, clerk: Actor
) -> None:
    """A package out, a decision back, every route, limit and middleware of both in between."""
    platform = replace(ground, clock=clock)
    town = make_town(
        platform,
        bank_ground,
        lambda it: create_app(it, party=shipped_institution(BANK) if it.institution else platform_party()),
    )
    with platform.work(clerk) as work:
        shop = chosen(work)
        assert isinstance(send_package(work, shop.application_id, shop.offer.id, town.relay), Handover)
    town.settle()
    with platform.work(clerk) as work:
        handed = handover_of(work, shop.application_id)
    assert isinstance(handed, Handover)
    assert handed.reference is not None
    with bank_ground.work(clerk) as work:
        tell(
            work,
            handed.reference,
            EventKind.APPLICATION_DECIDED,
            BODIES[EventKind.APPLICATION_DECIDED],
        )
    town.settle()
    with platform.work(clerk) as work:
        now = handover_of(work, shop.application_id)
    assert isinstance(now, Handover)
    assert now.status is HandoverStatus.OFFERED
    assert (town.platform.refused(), town.bank.refused()) == ([], [])
    platform.tenants.close()
