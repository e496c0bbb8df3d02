"""At the door: whoever cannot show who they are changes nothing, and it is written down."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from puhui.exchange import (
    EventKind,
    NewPartner,
    PartnerEvent,
    add_key,
    add_partner,
    end_key,
    event_bytes,
    new_keys,
    partner,
    partners,
    revoke_key,
    revoke_partner,
    sign,
)
from puhui.exchange.partners import forget_nonces
from puhui.ground import SYSTEM, Actor, Mode
from puhui.kernel import MovableClock, Problem, new_id
from tests.exchange.posting import a_package, posted, refused, rows
from tests.exchange.two_sides import BANK, BANK_URL, Town


def test_an_unsigned_request_is_refused_and_recorded(town: Town) -> None:
    """401, and nothing else happens."""
    response = httpx.Response(0)
    for _ in range(3):
        response = town.bank.client.post(
            "/partner/v1/applications",
            content=a_package(),
            headers={"content-type": "application/json", "x-puhui-version": "1"},
        )
    refused(response, 401, "signature.missing")
    assert rows(town.bank, "received") == 0
    with town.bank.ground.work(SYSTEM) as work:
        counted = work.connection.execute(text("SELECT code, times, digest FROM exchange.refusal")).one()
    assert tuple(counted) == ("signature.missing", 3, "")


def test_a_stale_request_is_refused_and_recorded(town: Town, clock: MovableClock) -> None:
    """Signed five minutes and a second ago."""
    url = f"{BANK_URL}/partner/v1/applications"
    headers = {
        "content-type": "application/json",
        "idempotency-key": "key-00000001",
        "x-puhui-to": BANK,
        "x-puhui-mode": "test",
    }
    request = sign(
        httpx.Request("POST", url, headers=headers, content=a_package()), town.platform.keys, clock
    )
    clock.advance(timedelta(seconds=301))
    refused(town.bank.client.send(request), 401, "signature.stale")
    assert (rows(town.bank, "received"), town.bank.refused()) == (0, ["signature.stale"])


def test_a_replayed_request_is_refused_and_recorded(town: Town) -> None:
    """The very same bytes a second time: known by their nonce, also when the first time was refused."""
    for content, status in ((a_package(), 202), (b'{"package_id":1}', 422)):
        assert posted(town.bank, content, town.platform.keys, kept=town.post.sent).status_code == status
        request = town.post.sent[-1]
        refused(town.bank.client.send(request), 409, "signature.replayed.conflict")
    assert rows(town.bank, "received") == 1
    assert "signature.replayed.conflict" in town.bank.refused()


def test_a_forged_callback_is_refused_and_recorded(town: Town) -> None:
    """Somebody else's key, somebody else's key under the bank's id, a body changed on the way."""
    event = event_bytes(
        PartnerEvent(
            new_id(),
            BANK,
            Mode.TEST,
            "r-1",
            1,
            EventKind.APPLICATION_CLOSED,
            town.bank.ground.clock.now(),
            {"why": "x"},
        )
    )
    path = "/partner/v1/events"
    stranger = new_keys()
    refused(posted(town.platform, event, stranger, path=path), 401, "signature.key.unknown")
    liar = replace(stranger, key_id=town.bank.keys.key_id)
    refused(posted(town.platform, event, liar, path=path), 401, "signature.wrong")
    changed = posted(town.platform, event, town.bank.keys, path=path, after={"x-puhui-mode": "live"})
    refused(changed, 401, "signature.wrong")
    assert town.platform.refused() == ["signature.key.unknown", "signature.wrong"]
    with town.platform.ground.work(SYSTEM) as work:
        whose = work.connection.execute(
            text("SELECT institution, times FROM exchange.refusal ORDER BY institution")
        ).all()
    assert [tuple(it) for it in whose] == [(BANK, 2), ("unknown", 1)]


def test_a_revoked_partner_is_refused_at_once(town: Town) -> None:
    """From the moment it is revoked, with a signature that is right."""
    with town.bank.ground.work(SYSTEM) as work:
        revoke_partner(work, BANK)
    response = posted(town.bank, a_package(), town.platform.keys)
    refused(response, 403, "partner.ended.forbidden")
    assert (rows(town.bank, "received"), town.bank.refused()) == (0, ["partner.ended.forbidden"])


def test_a_partner_outside_its_period_is_refused(town: Town, clock: MovableClock) -> None:
    """A partnership ends by itself on its day."""
    clock.advance(timedelta(days=366))
    refused(posted(town.bank, a_package(), town.platform.keys), 403, "partner.ended.forbidden")


def test_two_keys_hold_while_one_is_changed_for_the_other(town: Town, clock: MovableClock) -> None:
    """The old key holds until its end, the new one from its registration; a revoked one at no time."""
    fresh = new_keys()
    with town.bank.ground.work(SYSTEM) as work:
        assert not isinstance(add_key(work, BANK, fresh.public_key_text), Problem)
        end_key(work, town.platform.keys.key_id, clock.now() + timedelta(minutes=10))
    assert posted(town.bank, a_package(), town.platform.keys).status_code == 202
    assert posted(town.bank, a_package(), fresh).status_code == 202
    clock.advance(timedelta(minutes=10))
    refused(posted(town.bank, a_package(), town.platform.keys), 401, "signature.key.revoked")
    assert posted(town.bank, a_package(), fresh).status_code == 202
    with town.bank.ground.work(SYSTEM) as work:
        revoke_key(work, fresh.key_id)
        known = partner(work, BANK)
    refused(posted(town.bank, a_package(), fresh), 401, "signature.key.revoked")
    assert not isinstance(known, Problem)
    assert known.key_id is None


def test_another_version_of_the_protocol_is_refused(town: Town) -> None:
    """With the versions that are spoken."""
    response = posted(town.bank, a_package(), town.platform.keys, signed={"x-puhui-version": "2"})
    refused(response, 422, "partner.version.unknown")


def test_a_key_is_registered_to_one_partner_only(town: Town) -> None:
    """Or one institution could speak as another."""
    with town.platform.ground.work(SYSTEM) as work:
        known = partner(work, BANK)
        assert not isinstance(known, Problem)
        assert known.key_id == town.bank.keys.key_id
        other = replace(known_card(known), institution="test_brook_bank")
        result = add_partner(work, other)
    assert isinstance(result, Problem)
    assert result.code == "partner.key.conflict"


def known_card(known: Any) -> Any:
    """The card of a known partner."""
    return NewPartner(
        known.institution,
        known.name,
        known.base_url,
        known.page_host,
        known.public_key,
        known.cra_ids,
        known.valid_from,
        known.valid_to,
    )


def test_nonces_are_forgotten_when_they_are_stale_anyway(town: Town, clock: MovableClock) -> None:
    """Ten minutes; a replay is then refused by its age."""
    posted(town.bank, a_package(), town.platform.keys)
    assert rows(town.bank, "nonce") == 1
    with town.bank.ground.work(SYSTEM) as work:
        assert forget_nonces(work) == 0
    clock.advance(timedelta(seconds=601))
    with town.bank.ground.work(SYSTEM) as work:
        assert forget_nonces(work) == 1


def test_a_partner_may_do_nothing_else(town: Town) -> None:
    """A signature is no key to the staff's routes."""
    response = posted(town.bank, b"{}", town.platform.keys, path="/api/v1/partners")
    assert response.status_code == 405
    assert town.bank.client.get("/api/v1/partners").status_code == 401


def test_one_institutions_login_sees_nothing_of_another(town: Town, clerk: Actor) -> None:
    """On the platform: partners, refusals, hand-overs of one's own only, whatever is asked."""
    stranger = replace(clerk, institution="test_brook_bank", roles=frozenset({"institution"}))
    with town.platform.ground.work(stranger) as work:
        assert partners(work) == ()
        assert isinstance(partner(work, BANK), Problem)
    own = replace(stranger, institution=BANK)
    with town.platform.ground.work(own) as work:
        assert [it.institution for it in partners(work)] == [BANK]


@pytest.mark.parametrize(
    ("kind", "content", "status", "code"),
    [
        ("application/x-www-form-urlencoded", b"a=1", 415, "request.unsupported"),
        ("multipart/form-data; boundary=x", b"{}", 415, "request.unsupported"),
        ("text/plain", b"{}", 415, "request.unsupported"),
        ("application/json", b'{"a":', 400, "json.syntax"),
        ("application/json", b'{"a":"\xff"}', 422, "json.encoding"),
        ("application/json", b"[" * 40 + b"]" * 40, 422, "json.too_deep"),
        ("application/json", b'{"a":"\\u0000"}', 422, "request.nul"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_written_down(
    town: Town, kind: str, content: bytes, status: int, code: str
) -> None:
    """A partner's bytes are read as no form and parsed by nobody before its signature was verified."""
    told = posted(town.bank, content, town.platform.keys, signed={"content-type": kind})
    refused(told, status, code)
    assert town.bank.refused() == [code]


def test_broken_json_that_nobody_signed_is_an_unsigned_request(town: Town) -> None:
    """Who it is comes first."""
    sent = town.bank.client.post(
        f"{BANK_URL}/partner/v1/applications",
        content=b'{"a":',
        headers={"content-type": "application/json", "x-puhui-version": "1"},
    )
    refused(sent, 401, "signature.missing")
    assert town.bank.refused() == ["signature.missing"]


def test_an_address_that_is_none_is_written_down_too(town: Town) -> None:
    """A package is named by an id; anything else is refused like every other mistake of a partner."""
    path = "/partner/v1/packages/no-id/received"
    refused(posted(town.platform, b"{}", town.bank.keys, path=path), 422, "request.invalid")
    assert town.platform.refused() == ["request.invalid"]
