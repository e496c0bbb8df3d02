"""An event as JSON, and back: every field known and typed, or refused with its place."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from puhui.exchange.canonical import canonical, plain, read_object
from puhui.exchange.model import VERSION, EventKind, PartnerEvent
from puhui.exchange.saying.bodies import body_problem
from puhui.exchange.saying.looks import is_instant, is_uuid
from puhui.ground import Mode
from puhui.kernel import Problem, Text

_FIELDS: Final = frozenset({"version", "event_id", "reference", "sequence", "kind", "at", "body", "test"})
_LAST_SEQUENCE: Final = 2**31 - 1


def event_json(event: PartnerEvent) -> dict[str, Any]:
    """The event as plain JSON. Whose it is, the signature says."""
    told: dict[str, Any] = plain(
        {
            "version": VERSION,
            "event_id": event.event_id,
            "reference": event.reference,
            "sequence": event.sequence,
            "kind": event.kind,
            "at": event.at,
            "body": event.body,
            "test": event.mode is Mode.TEST,
        }
    )
    return told


def event_bytes(event: PartnerEvent) -> bytes:
    """The canonical bytes of it."""
    return canonical(event_json(event))


def read_event(content: bytes, institution: str, mode: Mode) -> PartnerEvent | Problem:
    """An event that `institution` sent, in the mode its request was signed with."""
    found = read_object(content)
    if found is None:
        return _NOT_JSON
    if wrong := _wrong_field(found):
        return _FIELD.at(wrong)
    if found["test"] is not (mode is Mode.TEST):
        return _OTHER_MODE
    event = PartnerEvent(
        event_id=UUID(found["event_id"]),
        institution=institution,
        mode=mode,
        reference=found["reference"],
        sequence=found["sequence"],
        kind=EventKind(found["kind"]),
        at=datetime.fromisoformat(found["at"]).astimezone(UTC),
        body=found["body"],
    )
    return body_problem(event.kind, event.body) or event


def _wrong_field(found: dict[str, Any]) -> str | None:
    if found.keys() != _FIELDS:
        return ", ".join(sorted(str(it)[:40] for it in found.keys() ^ _FIELDS)[:5])
    sequence, reference = found["sequence"], found["reference"]
    right = {
        "version": type(found["version"]) is int and found["version"] == VERSION,
        "event_id": is_uuid(found["event_id"]),
        "reference": isinstance(reference, str) and 0 < len(reference) <= 100 and reference.isprintable(),
        "sequence": type(sequence) is int and 1 <= sequence <= _LAST_SEQUENCE,
        "kind": isinstance(found["kind"], str) and found["kind"] in set(EventKind),
        "at": is_instant(found["at"]),
        "body": isinstance(found["body"], dict),
        "test": isinstance(found["test"], bool),
    }
    return next((name for name, is_right in right.items() if not is_right), None)


_NOT_JSON: Final = Problem(
    "event.json",
    Text("内容不是可以确定解读的 JSON。", "The body is no JSON with one meaning."),
    Text("金额用整数分，利率用文字。", "Write amounts as whole fen and rates as text."),
    "body",
)
_FIELD: Final = Problem(
    "event.field",
    Text(
        "事件里有一项缺少、多余或写法不对。", "A field of the event is missing, too many or not as expected."
    ),
    Text("请按 docs/partner-api.md 改正。", "Correct it as docs/partner-api.md says."),
)
_OTHER_MODE: Final = Problem(
    "event.mode",
    Text("事件的 test 与请求的 X-Puhui-Mode 不一致。", "`test` and X-Puhui-Mode disagree."),
    Text("请使两处一致。", "Say the same in both places."),
    "test",
)
