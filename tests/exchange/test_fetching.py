"""An institution without a server fetches its packages and answers by hand, with its own signature."""

import json
from typing import Any

import httpx

from puhui.exchange import Handover, HandoverStatus, handover_of, send_package, sign
from puhui.ground import Actor
from puhui.kernel import new_id
from tests.exchange.choosing import Chosen, chosen
from tests.exchange.posting import posted, refused
from tests.exchange.two_sides import BANK, BANK_URL, PLATFORM_URL, Town


def waiting(town: Town, clerk: Actor) -> Chosen:
    """A package that waits."""
    with town.platform.ground.work(clerk) as work:
        shop = chosen(work)
        assert isinstance(send_package(work, shop.application_id, shop.offer.id, town.relay), Handover)
    return shop


def fetched(town: Town) -> list[dict[str, Any]]:
    """GET the packages as the bank."""
    request = httpx.Request(
        "GET",
        f"{PLATFORM_URL}/partner/v1/packages?at_most=5",
        headers={"x-puhui-mode": "test", "x-puhui-to": "platform"},
    )
    signed = sign(request, town.bank.keys, town.platform.ground.clock)
    response = town.platform.client.send(signed)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["packages"]
    return found


def taken(town: Town, package_id: str, entry_url: str) -> httpx.Response:
    """Say that it was taken."""
    said = {
        "reference": "BK-2026-0001",
        "entry_url": entry_url,
        "entry_until": "2026-11-23T02:30:00.000000Z",
    }
    path = f"/partner/v1/packages/{package_id}/received"
    return posted(town.platform, json.dumps(said).encode(), town.bank.keys, path=path)


def status(town: Town, clerk: Actor, shop: Chosen) -> Handover:
    """What the platform says."""
    with town.platform.ground.work(clerk) as work:
        found = handover_of(work, shop.application_id)
    assert isinstance(found, Handover)
    return found


def test_a_waiting_package_is_fetched_and_taken(town: Town, clerk: Actor) -> None:
    """What is fetched is what would be sent; once it is taken, nothing waits."""
    shop = waiting(town, clerk)
    (package,) = fetched(town)
    assert (package["institution"], package["product"]) == (BANK, shop.offer.product)
    response = taken(town, package["package_id"], f"{BANK_URL}/enter/by-hand-0001")
    assert response.json() == {"status": "received"}, response.text
    now = status(town, clerk, shop)
    assert (now.status, now.reference) == (HandoverStatus.RECEIVED, "BK-2026-0001")
    assert now.entry_url == f"{BANK_URL}/enter/by-hand-0001"
    assert fetched(town) == []


def test_an_entry_elsewhere_is_refused_also_by_hand(town: Town, clerk: Actor) -> None:
    """The same rule as for a server's answer, recorded as well."""
    shop = waiting(town, clerk)
    (package,) = fetched(town)
    response = taken(town, package["package_id"], "https://other-platform.example/enter/x")
    assert response.json() == {"status": "closed"}
    assert status(town, clerk, shop).entry_url is None
    assert town.platform.refused() == ["entry.host.forbidden"]


def test_somebody_elses_package_is_not_found(town: Town, clerk: Actor) -> None:
    """Nor is one that was never made."""
    refused(taken(town, str(new_id()), f"{BANK_URL}/enter/x"), 404, "package.not_found")
