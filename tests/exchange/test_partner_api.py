"""docs/partner-api.md tells the truth, to the byte."""

import json
import re
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest

from puhui.exchange import EventKind, PartnerEvent, event_bytes, read_package, sign, verify
from puhui.exchange.package import package_json
from puhui.exchange.saying import SHAPES
from puhui.exchange.signing import KnownKey, Signed
from puhui.exchange.signing.base import components_of, signature_base
from puhui.exchange.signing.keys import keys_of_seed
from puhui.ground import Mode
from puhui.kernel import FixedClock, Problem
from tests.conftest import ROOT
from tests.exchange.made_up import content_on_the_wire, package

PAGE = (ROOT / "docs" / "partner-api.md").read_text(encoding="utf-8")
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
KEYS = keys_of_seed(bytes(range(32)))
EVENT = PartnerEvent(
    UUID("01a0c450-6c00-7000-8000-000000000007"),
    "test_brook_bank",
    Mode.TEST,
    "BK-2026-0001",
    2,
    EventKind.DRAWDOWN_POSTED,
    AT,
    {
        "drawdown_ref": "DD-0001",
        "contract_ref": "CT-0001",
        "amount_fen": 5_000_000,
        "value_date": "2026-11-23",
    },
)


def block(name: str) -> str:
    """What the page prints under this name."""
    found = re.search(rf"^```\w+ {name}\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def signed() -> httpx.Request:
    """The example's request."""
    headers = {
        "content-type": "application/json",
        "idempotency-key": str(EVENT.event_id),
        "x-puhui-to": "platform",
        "x-puhui-mode": "test",
    }
    request = httpx.Request(
        "POST", "https://puhui.example/partner/v1/events", headers=headers, content=event_bytes(EVENT)
    )
    return sign(request, KEYS, FixedClock(AT), "bm9uY2UtMDAwMDAwMDE")


def test_the_printed_body_is_the_events_bytes() -> None:
    """In one line, names sorted."""
    assert block("event").encode() == event_bytes(EVENT)


def test_the_printed_lines_are_what_is_signed() -> None:
    """Every line of the signature base."""
    content = content_on_the_wire(signed())
    parameters = (content.header("signature-input") or "").removeprefix("puhui=")
    base = signature_base(content, components_of(content), parameters)
    assert base is not None
    assert block("base").encode() == base


def test_the_printed_headers_are_the_requests() -> None:
    """Ed25519 is deterministic, so the signature itself can be printed."""
    printed = dict(line.split(": ", 1) for line in block("headers").splitlines())
    sent = signed().headers
    assert {name: sent[name] for name in printed} == printed


def test_the_printed_request_verifies() -> None:
    """Built from the page alone, by somebody who only has the printed public key."""
    printed = tuple(tuple(line.split(": ", 1)) for line in block("headers").splitlines())
    content = content_on_the_wire(
        httpx.Request(
            "POST",
            "https://puhui.example/partner/v1/events",
            headers=list(printed),  # type: ignore[arg-type]
            content=block("event").encode(),
        )
    )
    key_id = "ed25519-56475aa75463474c0285df5dbf2bcab7"
    key = KnownKey(key_id, "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", "test_brook_bank")
    assert all(it in PAGE for it in (key.key_id, key.public_key))
    found = verify(
        content,
        lambda asked: key if asked == key_id else None,
        to="platform",
        now=AT,
        fresh_seconds=300,
    )
    assert isinstance(found, Signed)


def test_the_printed_package_is_one() -> None:
    """It is read, and it is exactly what Puhui would send."""
    printed = block("package")
    assert not isinstance(read_package(printed.encode()), Problem)
    assert json.loads(printed) == package_json(package())


@pytest.mark.parametrize("kind", list(EventKind))
def test_the_table_of_events_names_every_member(kind: EventKind) -> None:
    """One row a kind, every member in it."""
    row = re.search(rf"^\| `{re.escape(kind.value)}` \|(.*)\|$", PAGE, re.MULTILINE)
    assert row, kind
    assert {name for name in SHAPES[kind] if f"`{name}`" not in row[1]} == set()
