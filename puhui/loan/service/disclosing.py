"""Showing the cost table and having it confirmed, by the server's clock (domain 2.2).

What is shown is kept word for word with its hash, the instant it was shown and the instant it was confirmed.
Shown again, the reading time begins again; a table that has changed needs to be read and confirmed again.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.cost import CostTable
from puhui.ground import Work
from puhui.kernel import Language, Problem, Text, new_id
from puhui.loan.lender import lender_of
from puhui.loan.lifecycle import step
from puhui.loan.model import Contract, ContractState, Disclosure
from puhui.loan.pricing import table_on
from puhui.loan.service.steps import found, held, take
from puhui.loan.store import contracts as store
from puhui.loan.tables import confirmation, disclosure

_CONFIRMED = frozenset({ContractState.CONFIRMED, ContractState.ACCOUNT_BOUND})


def show_cost_table(work: Work, contract_id: UUID, language: Language) -> Disclosure | Problem:
    """Show today's table and start its reading time.

    Somebody who has confirmed this very table may look at it again without losing that.
    """
    now = held(work, contract_id)
    if isinstance(now, Problem):
        return now
    table = table_on(now.agreed, work.today())
    confirmed = store.last_confirmed(work.connection, now.id)
    still_confirmed = (
        now.state in _CONFIRMED and confirmed is not None and confirmed.document_hash == table.document_hash()
    )
    if not still_confirmed:
        moved = take(work, now, ContractState.DISCLOSED)
        if isinstance(moved, Problem):
            return moved
    return _shown(work, now, table, language)


def disclosure_of(work: Work, contract_id: UUID) -> Disclosure | Problem | None:
    """The last showing, None when the table was never shown; for a page that is loaded again.

    Its table is today's where nothing has changed since; a changed one must be shown again first.
    """
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    row = store.newest_disclosure(work.connection, now.id)
    table = table_on(now.agreed, now.signed_on or work.today())
    if row is None or row.document_hash != table.document_hash():
        return None
    return _told(row, table)


def confirm_cost_table(work: Work, contract_id: UUID, document_hash: str) -> Contract | Problem:
    """Confirm what was read: the table last shown, and not before its reading time is over."""
    now = held(work, contract_id)
    if isinstance(now, Problem):
        return now
    row = store.newest_disclosure(work.connection, now.id)
    if row is None or not row.document_hash == document_hash == current_hash(work, now):
        return _CHANGED
    if now.state in _CONFIRMED:
        return now
    if problem := step(now.state, ContractState.CONFIRMED) or _too_early(work, row.readable_at):
        return problem
    kept = {"disclosure_id": row.id, "institution": lender_of(work), "at": work.now(), "actor": work.actor.id}
    store.add(work.connection, confirmation, kept)
    work.audit("contract.cost_table_confirmed", f"contract:{now.id}", document=document_hash)
    bound = store.newest_account(work.connection, now.id) is not None
    return take(work, now, ContractState.ACCOUNT_BOUND if bound else ContractState.CONFIRMED)


def current_hash(work: Work, contract: Contract) -> str:
    """The hash of the table as it would be shown today."""
    return table_on(contract.agreed, work.today()).document_hash()


def _shown(work: Work, contract: Contract, table: CostTable, language: Language) -> Disclosure | Problem:
    before = store.newest_disclosure(work.connection, contract.id)
    row = {
        "id": new_id(),
        "institution": lender_of(work),
        "contract_id": contract.id,
        "number": before.number + 1 if before else 1,
        "language": language,
        "document": table.canonical_json().decode(),
        "document_hash": table.document_hash(),
        "shown_at": work.now(),
        "readable_at": work.now() + timedelta(seconds=table.reading_seconds),
        "actor": work.actor.id,
    }
    store.add(work.connection, disclosure, row)
    work.audit("contract.cost_table_shown", f"contract:{contract.id}", document=row["document_hash"])
    shown = store.newest_disclosure(work.connection, contract.id)
    assert shown is not None  # noqa: S101 - just inserted
    return _told(shown, table)


def _told(row: Row[Any], table: CostTable) -> Disclosure:
    return Disclosure(
        row.contract_id, table, row.document_hash, row.shown_at, row.readable_at, row.confirmed_at
    )


def _too_early(work: Work, readable_at: datetime) -> Problem | None:
    seconds = ceil((readable_at - work.now()).total_seconds())
    if seconds <= 0:
        return None
    return Problem(
        "disclosure.too_early",
        Text(
            f"请先读完这张表，还要{seconds}秒才能确认。",
            f"Please read the table first; it can be confirmed in {seconds} seconds.",
        ),
        Text("读完后再点确认。", "Confirm when you have read it."),
    )


_CHANGED = Problem(
    "disclosure.changed.conflict",
    Text(
        "你要确认的不是当前这张综合融资成本明示表。",
        "What you are confirming is not the current cost table.",
    ),
    Text("请重新打开、读完后再确认。", "Open it again, read it, and confirm then."),
)
