"""What goes out goes wrong as told: requests to a partner, calls of a bureau or of a rail."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx
import orjson
import pytest

from puhui.exchange.bureau import BureauReport, HttpBureau, Inquiry
from puhui.exchange.bureau.problems import NO_ANSWER
from puhui.exchange.bureau.standin import Books, DirectLine
from puhui.exchange.faults import FaultPlan, FaultSwitch, FaultySender, Where, faulty, read_plan
from puhui.kernel import FixedClock

EVENTS = "http://127.0.0.1/partner/v1/events"


@dataclass
class _Partner:
    """Remembers every body that arrived."""

    heard: list[bytes] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)

    def send(self, request: httpx.Request) -> httpx.Response:
        self.heard.append(request.read())
        self.signed.append(request.headers.get("signature", ""))
        return httpx.Response(202, json={"heard": len(self.heard)}, request=request)


def _switch(plan: str) -> FaultSwitch:
    read = read_plan(plan)
    assert isinstance(read, FaultPlan)
    return FaultSwitch(read)


def _event(number: int) -> httpx.Request:
    return httpx.Request("POST", EVENTS, json={"sequence": number, "body": {"amount_fen": 5_000_000}})


def _sequences(partner: _Partner) -> list[int]:
    return [orjson.loads(body)["sequence"] for body in partner.heard]


def test_without_a_plan_nothing_goes_wrong() -> None:
    """The wrapper is not noticed."""
    partner = _Partner()
    assert FaultySender(partner, _switch("")).send(_event(1)).status_code == 202
    assert _sequences(partner) == [1]


def test_refused_never_arrives() -> None:
    """The connection is refused as a network refuses it."""
    partner = _Partner()
    with pytest.raises(httpx.ConnectError):
        FaultySender(partner, _switch("refuse:events")).send(_event(1))
    assert partner.heard == []


def test_silence_is_sometimes_before_and_sometimes_after_it_was_done() -> None:
    """Whoever asks cannot know: of twenty silences some had arrived and some had not."""
    partner = _Partner()
    sender = FaultySender(partner, _switch("silent:events:*"))
    for number in range(20):
        with pytest.raises(httpx.ReadTimeout):
            sender.send(_event(number))
    assert 3 <= len(partner.heard) <= 17


def test_twice_arrives_twice() -> None:
    """The same bytes, two times."""
    partner = _Partner()
    FaultySender(partner, _switch("twice:events:1")).send(_event(1))
    assert _sequences(partner) == [1, 1]


def test_what_is_reordered_arrives_after_the_next() -> None:
    """The first is given up by its sender, and comes after the second."""
    partner = _Partner()
    sender = FaultySender(partner, _switch("reordered:events:1"))
    with pytest.raises(httpx.ReadTimeout):
        sender.send(_event(1))
    sender.send(_event(2))
    assert _sequences(partner) == [2, 1]


def test_slow_waits_as_long_as_told() -> None:
    """Two seconds unless the plan says otherwise."""
    waited: list[float] = []
    FaultySender(_Partner(), _switch("slow:events:*:7.5"), sleep=waited.append).send(_event(1))
    assert waited == [7.5]


def test_a_lie_is_one_yuan_and_signed_where_we_can_sign() -> None:
    """With a key the lie is our own; without one the old signature is on it and will not fit."""
    partner = _Partner()

    def resign(request: httpx.Request) -> httpx.Request:
        request.headers["signature"] = "anew"
        return request

    FaultySender(partner, _switch("lie:events:*"), resign).send(_event(1))
    FaultySender(partner, _switch("lie:events:*")).send(_event(1))
    assert [orjson.loads(body)["body"]["amount_fen"] for body in partner.heard] == [5_000_100, 5_000_100]
    assert partner.signed == ["anew", ""]


def test_another_way_is_not_touched() -> None:
    """Faults of events leave applications alone."""
    partner = _Partner()
    request = httpx.Request("POST", "http://127.0.0.1/partner/v1/applications", json={})
    FaultySender(partner, _switch("refuse:events:*")).send(request)
    assert len(partner.heard) == 1


def _bureau(plan: str, books: Books) -> HttpBureau:
    bureau = HttpBureau(DirectLine(books), "test_brook_bank")
    return faulty(bureau, _switch(plan), Where.BUREAU, lambda _: NO_ANSWER, sleep=lambda _: None)


def _inquiry(number: int) -> Inquiry:
    return Inquiry("test_cra_one", f"yes-{number:04}", "consent-1", "测试多头", "990000199001010017")


def _books() -> Books:
    return Books(FixedClock(datetime(2026, 11, 23, 2, tzinfo=UTC)))


def test_a_silent_bureau_is_asked_again_and_counts_once() -> None:
    """Whether the lost inquiry was made or not, after the retry there is exactly one."""
    for seed in range(8):
        books = _books()
        bureau = _bureau(f"silent:bureau:1,seed={seed}", books)
        assert bureau.inquire(_inquiry(1), date(2026, 11, 23)) == NO_ANSWER
        assert isinstance(bureau.inquire(_inquiry(1), date(2026, 11, 23)), BureauReport)
        assert len(books.inquiries()) == 1


def test_a_bureau_called_twice_counts_once() -> None:
    """The second call of one confirmation is the same inquiry."""
    books = _books()
    report = _bureau("twice:bureau:*", books).inquire(_inquiry(1), date(2026, 11, 23))
    assert isinstance(report, BureauReport) and report.is_repeated and len(books.inquiries()) == 1


def test_a_lying_bureau_is_one_yuan_off() -> None:
    """One debt's balance differs by one yuan, everything else stands."""
    true = _bureau("", _books()).inquire(_inquiry(1), date(2026, 11, 23))
    false = _bureau("lie:bureau:*", _books()).inquire(_inquiry(1), date(2026, 11, 23))
    assert isinstance(true, BureauReport) and isinstance(false, BureauReport)
    assert false.debts.debts[0].balance_fen - true.debts.debts[0].balance_fen == 100
    assert false.debts.debts[1:] == true.debts.debts[1:]


def test_what_is_no_method_stays_readable() -> None:
    """The bureau's code is the bureau's code."""
    assert _bureau("refuse:*:*", _books()).cra_id == "test_cra_one"
