"""Events: each once, in order, whatever the network does; amounts that disagree are flagged, not booked."""

from dataclasses import replace
from typing import Any, Final

from puhui.exchange.canonical import canonical
from puhui.exchange.conformance.bench import EVENTS as PATH
from puhui.exchange.conformance.bench import Bench, accepted, must, refused
from puhui.exchange.conformance.model import Check
from puhui.exchange.model import EventKind, PartnerEvent
from puhui.exchange.saying import event_json
from puhui.kernel import Text, new_id

LENT_FEN: Final = 1_000_000
TOLD_WRONGLY_FEN: Final = LENT_FEN + 100
RATE: Final = "0.12"
MONTHS: Final = 12


def first_is_applied(bench: Bench) -> None:
    told = bench.event(1, EventKind.APPLICATION_RECEIVED, {})
    _heard(bench, told, "applied")
    shown = bench.wait_for(lambda it: it["applied_through"] >= 1)
    must(shown["applied_through"] == 1, "第一个事件没有生效。", "The first event had no effect.")


def duplicate_is_harmless(bench: Bench) -> None:
    """A fresh request with the very same event: known, and nothing follows."""
    told = bench.event(2, EventKind.APPLICATION_DECIDED, _decided())
    _heard(bench, told, "applied")
    request = bench.client.request("POST", PATH, canonical(event_json(told)))
    again = accepted(bench.client.send(request))
    must(again.get("heard") == "known", "重复的事件没有被认出。", "A duplicate event was not recognised.")
    shown = bench.wait_for(lambda it: it["applied_through"] >= 2)
    must(shown["heard_through"] == 2, "重复的事件又算了一次。", "The duplicate was counted again.")
    other = replace(told, body=_decided() | {"limit_fen": LENT_FEN + 1})
    request = bench.client.request("POST", PATH, canonical(event_json(other)))
    refused(bench.client.send(request), "event.content", status=409)


def same_number_other_event_is_refused(bench: Bench) -> None:
    told = bench.event(1, EventKind.APPLICATION_CLOSED, {"why": "kit"})
    refused(bench.client.tell(told), "event.sequence", status=409)


def gap_waits_and_order_is_restored(bench: Bench) -> None:
    contract = f"C-{bench.application().reference}"
    signed = {
        "contract_ref": contract,
        "product": str(bench.application().package["product"]),
        "limit_fen": LENT_FEN * 2,
        "months": MONTHS,
        "annual_rate": RATE,
        "cost_table_hash": "0" * 64,
    }
    reserved = {
        "drawdown_ref": drawdown_ref(bench),
        "contract_ref": contract,
        "amount_fen": LENT_FEN,
        "expires_at": bench.client.clock.now().isoformat(),
    }
    _heard(bench, bench.event(4, EventKind.DRAWDOWN_RESERVED, reserved), "waiting")
    before = accepted(bench.look(bench.application().reference))
    must(before["heard_through"] == 2, "缺号之后的事件没有等待。", "An event behind a gap did not wait.")
    _heard(bench, bench.event(3, EventKind.CONTRACT_SIGNED, signed), "applied")
    shown = bench.wait_for(lambda it: it["applied_through"] >= 4)
    order = [
        "application.received",
        "application.decided",
        "contract.signed",
        "drawdown.reserved",
    ]
    must(shown["applied"] == order, "生效的次序不对。", "They were not applied in their order.")


def disagreeing_amount_is_flagged(bench: Bench) -> None:
    """One yuan more than was reserved is told: not booked, kept with both values; the right one is booked."""
    ref = drawdown_ref(bench)
    _heard(bench, bench.event(5, EventKind.DRAWDOWN_POSTED, _posted(bench, TOLD_WRONGLY_FEN)), "applied")
    shown = bench.wait_for(lambda it: bool(it["disagreements"]) and it["applied_through"] >= 5)
    flagged = [it for it in shown["disagreements"] or () if it.get("ref") == ref]
    must(
        any({it.get("ours"), it.get("theirs")} == {LENT_FEN, TOLD_WRONGLY_FEN} for it in flagged),
        "金额不一致没有被标出两边的数。",
        "The amount that disagrees is not flagged with both values.",
    )
    _heard(bench, bench.event(6, EventKind.DRAWDOWN_POSTED, _posted(bench, LENT_FEN)), "applied")
    shown = bench.wait_for(lambda it: it["applied_through"] >= 6)
    must(shown["status"] == "drawn", "更正后的放款没有生效。", "The corrected drawdown had no effect.")


def unknown_reference_is_refused(bench: Bench) -> None:
    told = bench.event(1, EventKind.APPLICATION_RECEIVED, {}, reference=f"nobody-{new_id()}")
    refused(bench.client.tell(told), "event.reference", status=404)


def neighbour_is_invisible(bench: Bench) -> None:
    """Another institution's reference is answered exactly as one that does not exist."""
    theirs, nobodys = bench.application().neighbour_reference, f"nobody-{new_id()}"
    looks = [bench.look(it) for it in (theirs, nobodys)]
    tells = [
        bench.client.tell(bench.event(1, EventKind.APPLICATION_RECEIVED, {}, reference=it))
        for it in (theirs, nobodys)
    ]
    for reply in (*looks, *tells):
        refused(reply, "event.reference", status=404)
    for one, other in (looks, tells):
        told = [{k: v for k, v in it.body.items() if k != "request_id"} for it in (one, other)]
        must(
            told[0] == told[1], "答复透露了别家的编号存在。", "The answer betrays that the reference exists."
        )


def unknown_field_is_refused(bench: Bench) -> None:
    told = bench.event(7, EventKind.LOAN_SETTLED, {"drawdown_ref": "d-1", "value_date": "2026-11-23"})
    extra = replace(told, body={**told.body, "name": "x"})
    refused(bench.client.tell(extra), "event.body", status=422)
    request = bench.client.request("POST", PATH, canonical({**event_json(told), "more": 1}))
    refused(bench.client.send(request), "event.field", status=422)


def fraction_of_a_fen_is_refused(bench: Bench) -> None:
    told = event_json(bench.event(7, EventKind.DRAWDOWN_EXPIRED, {"drawdown_ref": "d-1", "amount_fen": 7}))
    content = canonical(told).replace(b'"amount_fen":7', b'"amount_fen":7.5')
    refused(bench.client.send(bench.client.request("POST", PATH, content)), "event.", status=422)


def doubled_name_is_refused(bench: Bench) -> None:
    told = event_json(bench.event(7, EventKind.DRAWDOWN_EXPIRED, {"drawdown_ref": "d-1", "amount_fen": 7}))
    content = canonical(told).replace(b'"amount_fen":7', b'"amount_fen":7,"amount_fen":8')
    refused(bench.client.send(bench.client.request("POST", PATH, content)), "event.", "json.")


def drawdown_ref(bench: Bench) -> str:
    """How the kit's one loan is called."""
    return f"D-{bench.application().reference}"


def _posted(bench: Bench, amount_fen: int) -> dict[str, Any]:
    return {
        "drawdown_ref": drawdown_ref(bench),
        "contract_ref": f"C-{bench.application().reference}",
        "amount_fen": amount_fen,
        "value_date": bench.today().isoformat(),
    }


def _decided() -> dict[str, Any]:
    return {
        "decision_id": "kit-decision",
        "decision_owner": "institution",
        "outcome": "approve",
        "limit_fen": LENT_FEN * 2,
        "months": MONTHS,
        "annual_rate": RATE,
        "is_counter_offer": False,
        "reasons": [],
    }


def _heard(bench: Bench, told: PartnerEvent, wanted: str) -> None:
    heard = accepted(bench.client.tell(told)).get("heard")
    must(heard == wanted, f"应为 {wanted}，答复 {heard}。", f"It should be {wanted}, and is {heard}.")


EVENTS: Final = (
    Check("event_applied", Text("事件生效", "An event takes effect"), first_is_applied),
    Check(
        "duplicate_event_harmless",
        Text(
            "重复的事件无害，同号换内容被拒绝",
            "A duplicate event is harmless; another content under its id is refused",
        ),
        duplicate_is_harmless,
    ),
    Check(
        "same_number_refused",
        Text("同一序号的另一事件被拒绝", "Another event under a number that is taken is refused"),
        same_number_other_event_is_refused,
    ),
    Check(
        "gap_waits_order_restored",
        Text("缺号则等待，补齐后按序生效", "A gap waits; once closed, events apply in their order"),
        gap_waits_and_order_is_restored,
    ),
    Check(
        "disagreeing_amount_flagged",
        Text(
            "金额不一致：不入账，标出两边的数",
            "An amount that disagrees is not booked but flagged with both values",
        ),
        disagreeing_amount_is_flagged,
    ),
    Check(
        "unknown_reference_refused",
        Text("未知编号被拒绝", "An unknown reference is refused"),
        unknown_reference_is_refused,
    ),
    Check(
        "neighbour_invisible",
        Text("看不到其他机构的申请", "Another institution's reference is invisible"),
        neighbour_is_invisible,
    ),
    Check(
        "unknown_field_refused",
        Text("多余的字段被拒绝", "A field that the protocol does not know is refused"),
        unknown_field_is_refused,
    ),
    Check(
        "fraction_of_a_fen_refused",
        Text("不是整数分的金额被拒绝", "An amount that is no whole fen is refused"),
        fraction_of_a_fen_is_refused,
    ),
    Check(
        "doubled_name_refused",
        Text("含重复键的 JSON 被拒绝", "JSON with a name twice is refused"),
        doubled_name_is_refused,
    ),
)
