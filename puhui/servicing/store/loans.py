"""Loans being repaid: where each stands, and which are to be worked on."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, text, update
from sqlalchemy import func as sql

from puhui.cost import terms_from
from puhui.exchange import plain
from puhui.ground import Mode
from puhui.loan import DrawdownState
from puhui.loan import tables as lent
from puhui.servicing.model import Instalment, Loan, LoanState
from puhui.servicing.store import schedules
from puhui.servicing.store.whose import Whose
from puhui.servicing.tables import instalment, loan, repayment

_AGE: Final = text(
    "UPDATE servicing.loan AS kept SET state = new.state, days_past_due = new.days, bucket = new.bucket "
    "FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:days AS integer[]), "
    "CAST(:codes AS text[])) "
    "AS new (drawdown_id, state, days, bucket) WHERE kept.drawdown_id = new.drawdown_id"
)


def modes(connection: Connection, institution: str) -> tuple[Mode, ...]:
    """The modes in which anything was ever drawn, in their order."""
    wanted = select(lent.drawdown.c.mode).where(lent.drawdown.c.institution == institution).distinct()
    drawn = set(connection.execute(wanted).scalars())
    return tuple(mode for mode in Mode if mode.value in drawn)


def unopened(connection: Connection, whose: Whose, at_most: int) -> Sequence[UUID]:
    """Drawdowns that were paid out and have no schedule yet."""
    wanted = _unopened(whose, lent.drawdown.c.id).order_by(lent.drawdown.c.id).limit(at_most)
    return connection.execute(wanted).scalars().all()


def unopened_fen(connection: Connection, whose: Whose) -> int:
    """Principal of those drawdowns, fen."""
    return int(connection.execute(_unopened(whose, sql.sum(lent.drawdown.c.amount_fen))).scalar_one() or 0)


def open_loan(connection: Connection, one: Loan, instalments: Sequence[Instalment], at: datetime) -> None:
    """Keep a loan and its schedule."""
    connection.execute(
        insert(loan).values(
            drawdown_id=one.drawdown_id,
            institution=one.institution,
            mode=one.mode,
            contract_id=one.contract_id,
            product=one.product,
            terms=plain(asdict(one.terms)),
            is_revolving=one.is_revolving,
            penalty_uplift_share=one.penalty_uplift_share,
            prepayment_fee_share=one.prepayment_fee_share,
            state=one.state,
            settled_on=one.settled_on,
            days_past_due=one.days_past_due,
            bucket=one.bucket,
            opened_at=at,
        )
    )
    schedules.add(connection, one.drawdown_id, one.institution, instalments)


def get(connection: Connection, whose: Whose, drawdown_id: UUID, *, lock: bool = False) -> Loan | None:
    """One loan; held until the transaction ends when it is about to change."""
    wanted = _of(whose).where(loan.c.drawdown_id == drawdown_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    return _loan(row) if row else None


def of_contract(connection: Connection, whose: Whose, contract_id: UUID) -> tuple[Loan, ...]:
    """The loans of one contract, oldest first."""
    wanted = (
        _of(whose).where(loan.c.contract_id == contract_id).order_by(loan.c.opened_at, loan.c.drawdown_id)
    )
    return tuple(map(_loan, connection.execute(wanted)))


def page(
    connection: Connection,
    whose: Whose,
    *,
    after: UUID | None = None,
    at_most: int = 500,
    states: Sequence[LoanState] = tuple(LoanState),
) -> tuple[Loan, ...]:
    """Loans in the order of their ids, from the one after `after`."""
    wanted = _of(whose).where(loan.c.state.in_(states)).order_by(loan.c.drawdown_id).limit(at_most)
    if after is not None:
        wanted = wanted.where(loan.c.drawdown_id > after)
    return tuple(map(_loan, connection.execute(wanted)))


def still(connection: Connection, whose: Whose, *, after: UUID | None, at_most: int) -> tuple[Loan, ...]:
    """Running loans to be worked on, held; one whose repayment is on its way stands still and is left out."""
    asked = select(repayment.c.id).where(
        repayment.c.drawdown_id == loan.c.drawdown_id, repayment.c.state == "asked"
    )
    wanted = _of(whose).where(loan.c.state != LoanState.SETTLED, ~asked.exists())
    if after is not None:
        wanted = wanted.where(loan.c.drawdown_id > after)
    held = wanted.order_by(loan.c.drawdown_id).limit(at_most).with_for_update(of=loan)
    return tuple(map(_loan, connection.execute(held)))


def late(connection: Connection, whose: Whose, on: date) -> tuple[Loan, ...]:
    """Loans with an instalment that was due before `on` and is not paid."""
    it = instalment.c
    unpaid = (
        (it.principal_paid_fen < it.principal_fen)
        | (it.interest_paid_fen < it.interest_fen)
        | (it.fees_paid_fen < it.fees_fen)
    )
    behind = select(it.drawdown_id).where(it.institution == whose.institution, it.due < on, unpaid)
    wanted = _of(whose).where(loan.c.drawdown_id.in_(behind.where(~it.is_cancelled)))
    return tuple(map(_loan, connection.execute(wanted.where(loan.c.state != LoanState.SETTLED))))


def stand(
    connection: Connection,
    drawdown_id: UUID,
    state: LoanState,
    *,
    settled_on: date | None,
    days: int,
    bucket: str,
) -> None:
    """Where a loan stands now."""
    moved = update(loan).where(loan.c.drawdown_id == drawdown_id)
    connection.execute(moved.values(state=state, settled_on=settled_on, days_past_due=days, bucket=bucket))


def age(connection: Connection, rows: Sequence[tuple[UUID, LoanState, int, str]]) -> None:
    """The same for many loans, none of them settled."""
    if rows:
        ids, states, days, codes = zip(*rows, strict=True)
        connection.execute(
            _AGE,
            {"ids": list(ids), "states": list(map(str, states)), "days": list(days), "codes": list(codes)},
        )


def _unopened(whose: Whose, what: ColumnElement[Any]) -> Select[Any]:
    without = lent.drawdown.outerjoin(loan, loan.c.drawdown_id == lent.drawdown.c.id)
    mine = (lent.drawdown.c.institution == whose.institution) & (lent.drawdown.c.mode == whose.mode)
    posted = lent.drawdown.c.state == DrawdownState.POSTED
    return select(what).select_from(without).where(mine, posted, loan.c.drawdown_id.is_(None))


def _of(whose: Whose) -> Select[Any]:
    return select(loan).where(loan.c.institution == whose.institution, loan.c.mode == whose.mode)


def _loan(row: Row[Any]) -> Loan:
    return Loan(
        row.drawdown_id,
        row.institution,
        Mode(row.mode),
        row.contract_id,
        row.product,
        terms_from(row.terms),
        row.is_revolving,
        row.penalty_uplift_share,
        row.prepayment_fee_share,
        LoanState(row.state),
        row.settled_on,
        row.days_past_due,
        row.bucket,
    )
