"""Callbacks forged, replayed and out of order over real HTTP: refused and recorded, or harmless."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from puhui.exchange import EventKind, PartnerEvent, SigningKeys, event_bytes, new_keys, own_keys, sign
from puhui.ground import Mode
from puhui.kernel import SystemClock, new_id
from tests.faults.lending_books import seen, wrong
from tests.faults.lending_processes import BANK, Houses, houses
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import PLATFORM, settings_of

pytestmark = pytest.mark.faults

_TOLD = text("""
    SELECT received_id::text, count(*) FROM exchange.event_out GROUP BY received_id""")
_REFUSED = text("SELECT DISTINCT code FROM exchange.refusal ORDER BY code")


def test_what_the_bank_did_not_say_is_refused_and_what_it_said_twice_counts_once(
    town_server: Cluster, tmp_path: Path
) -> None:
    """A stranger's key, a changed amount and a replay get no hearing; the same event signed anew is known;
    what comes before its turn waits for it, and then everything is applied once and in order."""
    with houses(town_server, "callbacks", tmp_path) as both:
        both.breeders[PLATFORM].bear()
        keys = own_keys(settings_of(BANK, both.homes[BANK].parent, ""))
        reference, told = _told(both)
        reserved, posted = _events(both, reference, told)
        with httpx.Client(base_url=both.addresses[PLATFORM], timeout=30) as wire:
            assert _status(wire, reserved, new_keys()) == 401
            assert _status(wire, reserved, replace(new_keys(), key_id=keys.key_id)) == 401
            assert _status(wire, reserved, keys, change=(b"10000", b"20000")) in {400, 401}
            assert _status(wire, posted, keys) == 202, "before its turn it waits"
            request = _signed(wire, reserved, keys)
            assert wire.send(request).status_code == 202
            assert wire.send(request).status_code in {401, 409}, "the very same request is a replay"
            for _ in range(5):
                assert _status(wire, posted, keys) == 202, "the same event signed anew is known"
        both.come_to_rest()
        with both.engine(PLATFORM).connect() as connection:
            refused = set(connection.execute(_REFUSED).scalars())
        assert len(refused) >= 3, refused
        mirrored = seen(both).platform.mirrors[BANK]
        assert [(one.lent_fen, one.principal_outstanding_fen) for one in mirrored] == [(10_000, 10_000)]
        heard = seen(both).platform.events[BANK]
        assert all(one.is_done for one in heard)
        assert {one.invariant for one in wrong(both)} <= {"mirror_agrees", "events_arrive_once"}, (
            "the bank itself has lent nothing: only what was told in its name differs"
        )


def _told(both: Houses) -> tuple[str, int]:
    """The reference, and how many events the bank has told about it."""
    with both.engine(BANK).connect() as connection:
        reference, told = connection.execute(_TOLD).one()
    return str(reference), int(told)


def _events(both: Houses, reference: str, told: int) -> tuple[PartnerEvent, PartnerEvent]:
    """A reservation and its posting, as the bank would tell them next."""
    refs = {"drawdown_ref": str(new_id()), "contract_ref": str(both.contract.id), "amount_fen": 10_000}
    now = SystemClock().now().replace(microsecond=0)
    expires_at = (now + timedelta(minutes=30)).isoformat()

    def event(number: int, kind: EventKind, **more: str) -> PartnerEvent:
        return PartnerEvent(
            new_id(), BANK, Mode.LIVE, reference, told + number, kind, now, body={**refs, **more}
        )

    return (
        event(1, EventKind.DRAWDOWN_RESERVED, expires_at=expires_at),
        event(2, EventKind.DRAWDOWN_POSTED, value_date=f"{now:%Y-%m-%d}"),
    )


def _signed(wire: httpx.Client, event: PartnerEvent, keys: SigningKeys) -> httpx.Request:
    headers = {"content-type": "application/json", "idempotency-key": str(event.event_id)}
    request = wire.build_request("POST", "/partner/v1/events", headers=headers, content=event_bytes(event))
    return sign(request, keys, SystemClock())


def _status(
    wire: httpx.Client, event: PartnerEvent, keys: SigningKeys, change: tuple[bytes, bytes] | None = None
) -> int:
    request = _signed(wire, event, keys)
    if change is not None:
        body = request.read().replace(*change)
        headers = [(name, value) for name, value in request.headers.items() if name != "content-length"]
        request = httpx.Request("POST", request.url, headers=headers, content=body)
    return wire.send(request).status_code
