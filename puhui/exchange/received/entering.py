"""One-time tickets: how a borrower comes from the platform to the institution's own page, and only they.

256 random bits, of which only the hash is kept; good once and for half an hour; a newer ticket ends the ones
before it. Nothing about the borrower is in the address.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from puhui.exchange.data import figures
from puhui.exchange.model import Entry, Received, ReceivedStatus
from puhui.exchange.package.address import ENTRY_PATH
from puhui.exchange.received import store
from puhui.exchange.received.receiving import NOT_FOUND
from puhui.exchange.received.shown import shown_received
from puhui.ground import Work
from puhui.kernel import Problem, Text

_ENDED: Final = frozenset({ReceivedStatus.WITHDRAWN, ReceivedStatus.CLOSED})


def issue_entry(work: Work, received: Received, token: str | None = None) -> Entry | Problem:
    """A fresh ticket for a case that has not ended. `token` is drawn where none is given."""
    row = store.get_received(work.connection, work.actor.mode, received.package_id, lock=True)
    if row is None:
        return NOT_FOUND
    if row.status in _ENDED:
        return _CLOSED
    ticket = token or secrets.token_urlsafe(32)
    until = work.now() + timedelta(minutes=figures()["entry_minutes"])
    kept = {
        "ticket_hash": _hash(ticket),
        "institution": row.institution,
        "received_id": row.id,
        "made_at": work.now(),
        "until": until,
    }
    store.add_ticket(work.connection, kept)
    return Entry(ticket, until)


def entry_address(page_url: str, entry: Entry) -> str:
    """Where the borrower goes.

    >>> from datetime import datetime
    >>> entry_address("https://apply.brook.example/", Entry("t-1", datetime(2026, 11, 23)))
    'https://apply.brook.example/enter/t-1'
    """
    return f"{page_url.rstrip('/')}{ENTRY_PATH}{entry.ticket}"


def open_entry(work: Work, ticket: str) -> Received | Problem:
    """Whose case a ticket opens; the second time, too late, or after the case has ended it opens nothing."""
    kept = store.get_ticket(work.connection, _hash(ticket))
    if kept is None:
        return _UNKNOWN
    if kept.used_at is not None:
        return _USED
    if kept.until <= work.now():
        return _RAN_OUT
    row = store.get_received_by_id(work.connection, kept.received_id)
    if row is None or row.status in _ENDED:
        return _CLOSED
    store.use_ticket(work.connection, kept.ticket_hash, work.now())
    if row.entered_at is None:
        store.change_received(work.connection, row.id, entered_at=work.now())
    work.audit("entry.opened", f"reference:{row.id}")
    return shown_received(row)


def _hash(ticket: str) -> bytes:
    return hashlib.sha256(b"puhui.entry\0" + ticket.encode("utf-8", "surrogatepass")).digest()


_AGAIN: Final = Text(
    "请回到平台页面，再点一次“前往机构办理”。", "Go back to the platform's page and press “continue” again."
)
_UNKNOWN: Final = Problem("entry.not_found", Text("没有这个入口。", "There is no such way in."), _AGAIN)
_USED: Final = Problem(
    "entry.used.gone",
    Text("这个入口已经用过一次。", "This way in was used once already."),
    _AGAIN,
)
_RAN_OUT: Final = Problem("entry.expired.gone", Text("这个入口已过期。", "This way in has run out."), _AGAIN)
_CLOSED: Final = Problem(
    "entry.closed.gone",
    Text(
        "这笔申请已撤回或结束，没有借出任何款项。",
        "This application was taken back or has ended; nothing was lent.",
    ),
    Text("可以在平台选择其他方案。", "You can choose another offer on the platform."),
)
