"""A night: every customer looked at once, chunk by chunk, so that a killed night goes on where it stopped.

Nothing happens to a loan by it. Run again, a night that is done does nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.ground import Actor, Erased, Ground, Mode, Work
from puhui.ground.vault import Keyring
from puhui.kernel import Problem, Text
from puhui.servicing.store.whose import whose
from puhui.servicing.warning import store
from puhui.servicing.warning.model import Customer, Night
from puhui.servicing.warning.reckoning import reckon, table_version
from puhui.servicing.warning.seeing import see

CHUNK: Final = 50
"""Customers in one transaction."""
FIELD: Final = "warning.figures"


def _nothing(where: str) -> None:
    """What stands where a process may die, unless a test puts something else there."""


def warn_night(
    ground: Ground, actor: Actor, mode: Mode, on: date, at_place: Callable[[str], None] = _nothing
) -> Night | Problem:
    """Look at every customer of one mode for the night of `on`, from where an earlier run stopped."""
    while True:
        with ground.work(replace(actor, mode=mode)) as work:
            if not store.take_turn(work.connection, whose(work)):
                return _RUNNING
            night = _chunk(work, on)
            at_place(f"{on} {mode} customer {night.customers}, before commit")
        at_place(f"{on} {mode} customer {night.customers}, after commit")
        if night.is_done:
            return night


def _chunk(work: Work, on: date) -> Night:
    so_far = store.night_of(work.connection, whose(work), on)
    if so_far is not None and so_far.done_at is not None:
        return Night(on, so_far.customers, so_far.warned, True)
    after = so_far.reached if so_far else None
    rows = store.customers(work.connection, whose(work), on, after=after, at_most=CHUNK)
    lines = [line for row in rows if (line := _line(work, row, on)) is not None]
    store.add(work.connection, lines)
    is_done = len(rows) < CHUNK
    counted = (so_far.customers if so_far else 0) + len(rows), (so_far.warned if so_far else 0) + len(lines)
    _reach(work, on, (rows[-1].subject_id if rows else after, *counted), is_done=is_done)
    if is_done:
        work.audit("warning.night_done", f"day:{on}", customers=counted[0], warned=counted[1])
    return Night(on, *counted, is_done)


def _line(work: Work, row: Row[Any], on: date) -> dict[str, Any] | None:
    """One customer's line; none where nothing speaks, or where the customer was erased."""
    customer = _customer(row)
    if Keyring(work.vault, work.connection, [customer.subject_id]).is_erased(customer.subject_id):
        return None
    facts = see(work, customer)
    if isinstance(facts, Erased):
        return None
    found = reckon(facts, row.bucket, customer.exposure_fen)
    if not found.signals:
        return None
    figures = orjson.dumps(facts).decode()
    mine = whose(work)
    return {
        "institution": mine.institution,
        "mode": mine.mode.value,
        "on": on,
        "subject_id": customer.subject_id,
        "contract_id": customer.contract_id,
        "exposure_fen": customer.exposure_fen,
        "expected_loss_fen": found.expected_loss_fen,
        "default_probability": found.default_probability,
        "signals": [it.code for it in found.signals],
        "table_version": table_version(),
        "sealed_figures": work.vault.seal(work.connection, customer.subject_id, FIELD, figures),
        "made_at": work.now(),
    }


def _customer(row: Row[Any]) -> Customer:
    kept = {name: row._mapping[name] for name in Customer.__slots__}
    whole = ("exposure_fen", "days_past_due", "late_days_90d", "refused_debits_30d")
    return Customer(**kept | {name: int(kept[name]) for name in whole})


def _reach(work: Work, on: date, reached: tuple[UUID | None, int, int], *, is_done: bool) -> None:
    mine = whose(work)
    store.reach(
        work.connection,
        {
            "institution": mine.institution,
            "mode": mine.mode.value,
            "on": on,
            "reached": reached[0],
            "customers": reached[1],
            "warned": reached[2],
            "began_at": work.now(),
            "done_at": work.now() if is_done else None,
        },
    )


_RUNNING: Final = Problem(
    "warning.running.already",
    Text("另一个进程正在跑今晚的预警。", "Another process is at tonight's warnings."),
    Text("请等它结束后再看。", "Wait until it has finished."),
)
