"""The books of both sides, compared every day: which rows are ours, and when the files pass.

An institution sends its file once a day is closed and everything that happened in it has been told; the
platform keeps it, compares it with its mirror at once, and gives its own, which is compared here. Both list
what does not agree. Only loans that came through the platform are in the files: its own borrowers are nobody
else's business.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import httpx

from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.exchange import Courier, Partner, partner
from puhui.exchange.client import PartnerClient
from puhui.exchange.events import EVENT_DUE
from puhui.exchange.reconciliation import (
    Break,
    BreakKind,
    Direction,
    Row,
    keep_file,
    our_file,
    reconcile,
)
from puhui.ground import Mode, Work
from puhui.ground.outbox import Message, waiting
from puhui.kernel import Problem, Text
from puhui.loan import Contract, contract
from puhui.loan.mirror import mirror_breaks, mirror_rows
from puhui.servicing import business_date, reconciliation_rows

Books = Callable[[Work, str, date], Iterable[Row]]


def books_of(party: Party) -> Books:
    """Our rows of one day: the positions of an institution, the platform's mirror of one."""
    return _positions if party.is_institution else mirror_rows


def latest_business_date(party: Party) -> Callable[[Work], date] | None:
    """Up to which day there can be books, where they have a date of their own."""
    return business_date if party.is_institution else None


def told_breaks(work: Work, institution: str, reference: str) -> list[Break]:
    """What an institution told and the mirror did not believe, as breaks to show."""
    return [
        Break(BreakKind.AMOUNT, it.about.ref, it.about.field, it.about.ours, it.about.theirs)
        for it in mirror_breaks(work, institution, reference)
    ]


def exchange_files(work: Work, message: Message, outside: Outside) -> Problem | None:
    """An institution's day was closed: send its file, fetch the platform's, compare. A Problem has it tried
    again; sent twice, the same file is known."""
    other = partner(work, work.institution or "")
    if isinstance(other, Problem) or outside.courier is None:
        return None
    if waiting(work.connection, EVENT_DUE):
        return _NOT_ALL_TOLD
    on = date.fromisoformat(message.payload["business_date"])
    for mode in Mode:
        acting = replace(work, actor=replace(work.actor, mode=mode))
        problem = _exchange(acting, other, outside.courier, on)
        if problem is not None:
            return problem
    return None


def _exchange(work: Work, other: Partner, courier: Courier, on: date) -> Problem | None:
    code = other.institution
    ours = tuple(_positions(work, code, on))
    client = PartnerClient(other.base_url, code, courier.keys, courier.sender, work.clock, work.actor.mode)
    if not ours and work.actor.mode is Mode.TEST:
        return None
    try:
        sent = client.send_file(on, our_file(work, Direction.FROM_INSTITUTION, on, ours))
        theirs = client.file_of(on)
    except httpx.HTTPError:
        return _SILENT
    if not sent.is_accepted or not theirs.is_accepted:
        return _REFUSED
    latest = business_date(work)
    kept = keep_file(work, Direction.FROM_PLATFORM, on, theirs.content, today=max(latest, work.today()))
    if isinstance(kept, Problem):
        return None
    reconcile(work, Direction.FROM_PLATFORM, on, ours)
    return None


def _positions(work: Work, _institution: str, on: date) -> Iterable[Row]:
    return (row for row in reconciliation_rows(work, on) if _came_by_platform(work, row.contract_ref))


def _came_by_platform(work: Work, contract_ref: str) -> bool:
    found = contract(work, UUID(contract_ref))
    return isinstance(found, Contract) and found.reference is not None


_NOT_ALL_TOLD: Final = Problem(
    "reconciliation.later.unavailable",
    Text("当日的事件还没有全部送达平台。", "Not everything of that day has been told to the platform yet."),
    Text("送达后会自动对账。", "The files pass once it has."),
)
_SILENT: Final = Problem(
    "partner.silent.unavailable", Text("平台没有应答。", "The platform does not answer."), None
)
_REFUSED: Final = Problem(
    "reconciliation.refused.unavailable",
    Text("平台没有接受对账文件。", "The platform did not take the file."),
    Text("请查看双方的对账记录。", "See what both sides have recorded."),
)
