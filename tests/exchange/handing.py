"""What tests of a hand-over do again and again."""

from collections.abc import Collection

import httpx

from puhui.exchange import (
    EventKind,
    Handover,
    HandoverStatus,
    Received,
    handover_of,
    received_of,
    send_package,
    tell,
)
from puhui.ground import Actor
from tests.exchange.choosing import NEEDED, Chosen, chosen
from tests.exchange.two_sides import Town


def handed_over(town: Town, clerk: Actor, fields: Collection[str] = NEEDED) -> Chosen:
    """The shop chose, and the package was taken."""
    with town.platform.ground.work(clerk) as work:
        shop = chosen(work, fields)
        begun = send_package(work, shop.application_id, shop.offer.id, town.relay)
        assert isinstance(begun, Handover), begun
        assert begun.status is HandoverStatus.SENDING
    town.settle()
    return shop


def state(town: Town, clerk: Actor, shop: Chosen) -> Handover:
    """What the platform says now."""
    with town.platform.ground.work(clerk) as work:
        found = handover_of(work, shop.application_id)
    assert isinstance(found, Handover), found
    return found


def at_the_bank(town: Town, clerk: Actor, shop: Chosen) -> Received:
    """What the bank says now."""
    with town.bank.ground.work(clerk) as work:
        found = received_of(work, str(state(town, clerk, shop).package_id))
    assert isinstance(found, Received), found
    return found


def sign(town: Town, clerk: Actor, reference: str) -> None:
    """The bank tells of a signature."""
    body = {
        "contract_ref": "c-1",
        "product": "brook_shop_loan",
        "limit_fen": 10_000_000,
        "months": 12,
        "annual_rate": "0.0890",
        "cost_table_hash": "0" * 64,
    }
    with town.bank.ground.work(clerk) as work:
        assert tell(work, reference, EventKind.CONTRACT_SIGNED, body) is not None


class Answering:
    """A server that answers everything in one way."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response

    def send(self, request: httpx.Request) -> httpx.Response:
        """The one answer."""
        return self.response
