"""The desk of the made-up bureau: a question in, an answer or a refusal out. Knows no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.files import debts_in_file
from puhui.kernel import BEIJING

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class DirectLine:
    """The stand-in inside this process, for `HttpBureau` in the place of an `HttpClient`."""

    books: Books

    def ask(self, path: str, question: Mapping[str, Any]) -> object:
        """What the process would answer; None for a path it does not know."""
        return answered(self.books, path, question)


def answered(books: Books, path: str, question: Mapping[str, Any]) -> dict[str, Any] | None:
    """The one answer to one question; None for a path that is not the bureau's."""
    desk = {"/v1/deposit": _deposit, "/v1/collect": _collect, "/v1/inquire": _inquire}.get(path)
    if desk is None:
        return None
    if question.get("via_cra_id") != books.cra_id:
        return {"refused": "via_cra_id"}
    return {"via_cra_id": books.cra_id, **desk(books, question)}


def _deposit(books: Books, question: Mapping[str, Any]) -> dict[str, Any]:
    member, recipient = _said(question, "member"), _said(question, "recipient")
    consent_id, content = _said(question, "consent_id"), question.get("parcel")
    if not consent_id:
        return {"refused": "consent_missing"}
    if not member or not recipient or not isinstance(content, dict):
        return {"refused": "parcel_unreadable"}
    return {"parcel": books.leave(member, recipient, consent_id, content).number}


def _collect(books: Books, question: Mapping[str, Any]) -> dict[str, Any]:
    found = books.parcel(_said(question, "parcel"), _said(question, "member"))
    return {"parcel": dict(found.content)} if found else {"refused": "parcel_unknown"}


def _inquire(books: Books, question: Mapping[str, Any]) -> dict[str, Any]:
    """Refused before anything is counted, or counted once."""
    confirmation_id, consent_id = _said(question, "confirmation_id"), _said(question, "consent_id")
    name, resident_id = _said(question, "name"), _said(question, "resident_id")
    if not confirmation_id:
        return {"refused": "confirmation_missing"}
    if not consent_id:
        return {"refused": "consent_missing"}
    if not name or not resident_id or not _said(question, "member"):
        return {"refused": "person_unreadable"}
    debts = debts_in_file(name, resident_id)
    if debts is None:
        return {"refused": "no_file"}
    counted = books.inquire(confirmation_id, _said(question, "member"), resident_id, consent_id)
    if counted is None:
        return {"refused": "confirmation_used"}
    inquiry, is_repeated = counted
    return {
        "number": inquiry.number,
        "as_of": inquiry.at.astimezone(BEIJING).date().isoformat(),
        "debts": debts,
        "inquiries_90_days": inquiry.inquiries_90_days,
        "is_repeated": is_repeated,
    }


def _said(question: Mapping[str, Any], name: str) -> str:
    value = question.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
