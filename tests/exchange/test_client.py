"""An institution's program in a few lines: fetch, take, tell, and exchange the books of a day."""

from dataclasses import replace
from uuid import UUID

import httpx
import pytest

from puhui.exchange import EventKind, PartnerEvent
from puhui.exchange.canonical import canonical
from puhui.exchange.reconciliation import Direction, File, Header, read_file, write_file
from puhui.ground import Ground, Mode
from puhui.kernel import new_id
from tests.exchange.partner_platform import BANK, PAGE_HOST, partner_client, platform
from tests.exchange.reconciliation_books import DAY, loan


def test_a_package_is_fetched_taken_and_answered(ground: Ground) -> None:
    """Fetch, take under a reference of our own, tell an event: three calls."""
    client = partner_client(platform(ground))
    client.send(client.request("POST", "/partner/v1/sandbox/applications", canonical({})))
    package = client.packages().body["packages"][0]
    entry = f"http://{PAGE_HOST}/enter/made-up"
    taken = client.accept(UUID(package["package_id"]), "brook-0001", entry, "2026-11-23T02:30:00+00:00")
    assert taken.body == {"status": "received"}
    assert client.packages().body["packages"] == []
    event = PartnerEvent(
        new_id(), BANK, Mode.TEST, "brook-0001", 1, EventKind.APPLICATION_RECEIVED, ground.clock.now(), {}
    )
    first, again = client.tell(event), client.tell(event)
    assert first.status == 202 and first.body["heard"] == "applied"
    assert again.body == first.body and again.headers["idempotency-replayed"] == "true"


def test_books_pass_both_ways(ground: Ground) -> None:
    """Our file is compared at once, theirs reads, and the breaks tell both values."""
    client = partner_client(platform(ground))
    header = Header(BANK, Direction.FROM_INSTITUTION, DAY, Mode.TEST)
    sent = client.send_file(DAY, write_file(header, [loan(1)]))
    assert sent.status == 201 and sent.body["breaks"] == 1
    theirs = read_file(client.file_of(DAY).content, replace(header, direction=Direction.FROM_PLATFORM))
    assert isinstance(theirs, File) and theirs.rows == ()
    assert client.breaks(DAY).body["breaks"] == [
        {"kind": "missing_here", "ref": "DR-000001", "field": "lent_fen", "ours": None, "theirs": 5_000_000}
    ]


def test_a_large_file_is_let_in(ground: Ground) -> None:
    """Eighteen thousand loans, more than a JSON body may weigh; the same file again is known."""
    client = partner_client(platform(ground))
    header = Header(BANK, Direction.FROM_INSTITUTION, DAY, Mode.TEST)
    content = write_file(header, [loan(number) for number in range(18_000)])
    assert len(content) > 1 << 20
    assert client.send_file(DAY, content).body["rows"] == 18_000
    assert client.send_file(DAY, content).body["is_known"] is True


def test_a_refused_file_says_where(ground: Ground) -> None:
    """Line and field, in the language asked for."""
    client = partner_client(platform(ground))
    header = Header(BANK, Direction.FROM_INSTITUTION, DAY, Mode.TEST)
    content = write_file(header, [loan(1), loan(2)]).replace(b"DR-000002", b"DR-000001")
    reply = client.send_file(DAY, content)
    assert reply.status == 422 and reply.code == "reconciliation.duplicate"
    assert "line 4, drawdown_ref" in str(reply.body["where"]) or "第4行" in str(reply.body["where"])


def test_no_answer_is_the_callers_to_repeat(ground: Ground) -> None:
    """The client never retries by itself: what did not arrive raises."""

    class Nobody:
        def send(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("nobody", request=request)

    client = replace(partner_client(platform(ground)), sender=Nobody())
    with pytest.raises(httpx.HTTPError):
        client.packages()


def test_nothing_that_is_shown_holds_the_key(ground: Ground) -> None:
    """A client may be logged: its private key is not in it."""
    client = partner_client(platform(ground))
    assert "private" not in repr(client)
