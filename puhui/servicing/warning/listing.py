"""A night's list for staff: ranked by expected loss, figures opened under each customer's key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row

from puhui.decision.jdm import Value
from puhui.ground import Erased, Work
from puhui.servicing.store.whose import whose
from puhui.servicing.warning import store
from puhui.servicing.warning.model import Night, Warned
from puhui.servicing.warning.nightly import FIELD


def last_night(work: Work) -> Night | None:
    """The newest night that is whole; None before the first."""
    row = store.newest_night(work.connection, whose(work))
    return None if row is None else Night(row.on, row.customers, row.warned, True)


def night_on(work: Work, on: date) -> Night | None:
    """One night; None where it was not run."""
    row = store.night_of(work.connection, whose(work), on)
    return None if row is None else Night(row.on, row.customers, row.warned, row.done_at is not None)


def warnings_of(work: Work, on: date, *, skip: int = 0, at_most: int = 50) -> tuple[Warned, ...]:
    """Whom to look at first. Erased customers are left out."""
    rows = store.ranked(work.connection, whose(work), on, skip=skip, at_most=at_most)
    work.audit("warning.list_read", f"day:{on}")
    return tuple(it for it in (_opened(work, row) for row in rows) if it is not None)


def _opened(work: Work, row: Row[Any]) -> Warned | None:
    opened = work.vault.open(work.connection, row.subject_id, FIELD, bytes(row.sealed_figures))
    if isinstance(opened, Erased):
        return None
    figures: Mapping[str, Value] = orjson.loads(opened)
    return Warned(
        row.subject_id,
        row.contract_id,
        row.application_id,
        row.on,
        row.exposure_fen,
        row.expected_loss_fen,
        row.default_probability,
        tuple(row.signals),
        row.table_version,
        figures,
    )
