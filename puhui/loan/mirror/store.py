"""All SQL of the mirror. Every query asks one institution and one mode."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, and_, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from puhui.exchange import PartnerEvent
from puhui.ground import Mode
from puhui.loan.drawing import DrawdownState
from puhui.loan.mirror.model import Known, MirroredContract, MirroredDrawdown, MirroredRepayment
from puhui.loan.mirror.tables import (
    mirror_contract,
    mirror_drawdown,
    mirror_event,
    mirror_repayment,
)


def add_event(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Keep an event; False when it was mirrored before."""
    added = upsert(mirror_event).values(**row).on_conflict_do_nothing().returning(mirror_event.c.event_id)
    return connection.execute(added).first() is not None


def was_mirrored(connection: Connection, event: PartnerEvent) -> bool:
    """Whether this event was here before."""
    same = (mirror_event.c.institution == event.institution) & (mirror_event.c.event_id == event.event_id)
    return connection.execute(select(mirror_event.c.event_id).where(same)).first() is not None


def known(connection: Connection, institution: str, mode: Mode, reference: str) -> Known:
    """Everything that was told under a reference and agreed."""
    contract = _of(connection, mirror_contract, (institution, mode, reference))
    drawdowns = _of(connection, mirror_drawdown, (institution, mode, reference))
    repayments = _of(connection, mirror_repayment, (institution, mode, reference))
    return Known(
        _contract(contract[0]) if contract else None,
        {row.drawdown_ref: _drawdown(row) for row in drawdowns},
        {row.repayment_ref: _repayment(row) for row in repayments},
    )


def save(connection: Connection, about: Mapping[str, Any], before: Known, after: Known) -> None:
    """Write down what has changed; `about` says whose it is."""
    if after.contract is not None and before.contract is None:
        connection.execute(insert(mirror_contract).values(**about, **asdict(after.contract)))
    for ref, one in after.drawdowns.items():
        if before.drawdowns.get(ref) != one:
            row = upsert(mirror_drawdown).values(**about, **asdict(one))
            key = [mirror_drawdown.c.institution, mirror_drawdown.c.drawdown_ref]
            connection.execute(row.on_conflict_do_update(index_elements=key, set_=asdict(one)))
    fresh = [one for ref, one in after.repayments.items() if ref not in before.repayments]
    if fresh:
        connection.execute(insert(mirror_repayment), [{**about, **asdict(one)} for one in fresh])


def taken_elsewhere(connection: Connection, event: PartnerEvent, ref: str, table: Table) -> bool:
    """Whether a contract or drawdown of this name belongs to another application of the institution."""
    column = "contract_ref" if table is mirror_contract else "drawdown_ref"
    same = (table.c.institution == event.institution) & (table.c[column] == ref)
    other = (table.c.reference != event.reference) | (table.c.mode != event.mode)
    return connection.execute(select(table.c.reference).where(same, other)).first() is not None


def references_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any, Any, Any]]:
    """Institutions and references under which something was told about an application, newest first."""
    last = func.max(mirror_event.c.mirrored_at)
    wanted = select(mirror_event.c.institution, mirror_event.c.reference, last).where(
        mirror_event.c.application_id == application_id, mirror_event.c.mode == mode
    )
    grouped = wanted.group_by(mirror_event.c.institution, mirror_event.c.reference)
    return connection.execute(grouped.order_by(last.desc())).all()


def breaks(
    connection: Connection,
    mode: Mode,
    *,
    institution: str | None = None,
    reference: str | None = None,
    at_most: int = 100,
) -> Sequence[Row[Any]]:
    """Events that did not agree, newest first."""
    wanted = select(mirror_event).where(mirror_event.c.mode == mode, mirror_event.c.disagreement.is_not(None))
    if institution is not None:
        wanted = wanted.where(mirror_event.c.institution == institution)
    if reference is not None:
        wanted = wanted.where(mirror_event.c.reference == reference)
    return connection.execute(wanted.order_by(mirror_event.c.mirrored_at.desc()).limit(at_most)).all()


def loans_on(connection: Connection, institution: str, mode: Mode, on: date) -> Sequence[Row[Any]]:
    """Every loan paid out by a day, with what had come back by then."""
    drawn, repaid = mirror_drawdown, mirror_repayment
    by_then = and_(
        repaid.c.institution == drawn.c.institution,
        repaid.c.drawdown_ref == drawn.c.drawdown_ref,
        repaid.c.value_date <= on,
    )
    sums = [
        func.coalesce(func.sum(repaid.c[name]), 0).label(f"sum_{name}")
        for name in ("principal_fen", "interest_fen", "fees_fen", "penalty_fen")
    ]
    wanted = (
        select(drawn, *sums)
        .select_from(drawn.outerjoin(repaid, by_then))
        .where(drawn.c.institution == institution, drawn.c.mode == mode)
        .where(drawn.c.state == DrawdownState.POSTED, drawn.c.value_date <= on)
        .group_by(*drawn.primary_key.columns)
        .order_by(drawn.c.drawdown_ref)
    )
    return connection.execute(wanted).all()


def _of(connection: Connection, table: Table, whose: tuple[str, Mode, str]) -> Sequence[Row[Any]]:
    institution, mode, reference = whose
    mine = (table.c.institution == institution) & (table.c.mode == mode) & (table.c.reference == reference)
    return connection.execute(select(table).where(mine).order_by(*table.primary_key.columns)).all()


def _contract(row: Row[Any]) -> MirroredContract:
    return MirroredContract(**_named(row, MirroredContract.__slots__))


def _drawdown(row: Row[Any]) -> MirroredDrawdown:
    named = _named(row, MirroredDrawdown.__slots__)
    return MirroredDrawdown(**named | {"state": DrawdownState(row.state)})


def _repayment(row: Row[Any]) -> MirroredRepayment:
    return MirroredRepayment(**_named(row, MirroredRepayment.__slots__))


def _named(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in names}
