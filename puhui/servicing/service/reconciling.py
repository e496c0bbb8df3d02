"""Every loan as a reconciliation file shows it: as it stood when a day was closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row as Kept

from puhui.exchange.reconciliation import Row
from puhui.ground import Work
from puhui.servicing.model import LoanState, Position
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.standing import standing
from puhui.servicing.store import loans, positions
from puhui.servicing.store.whose import whose


def reconciliation_rows(work: Work, on: date) -> tuple[Row, ...]:
    """All loans at the end of a closed day; for the business date itself, as they stand now."""
    if on < business_date(work):
        return tuple(map(_kept, positions.at(work.connection, whose(work), on)))
    return tuple(map(_standing, all_positions(work)))


def all_positions(work: Work, states: Sequence[LoanState] = tuple(LoanState)) -> tuple[Position, ...]:
    """Where every loan stands today."""
    many, told = loans.page(work.connection, whose(work), states=states), list[Position]()
    while many:
        told += standing(work, many)
        many = loans.page(work.connection, whose(work), after=many[-1].drawdown_id, states=states)
    return tuple(told)


def _kept(row: Kept[Any]) -> Row:
    return Row(
        str(row.drawdown_id),
        str(row.contract_id),
        row.state,
        row.lent_fen,
        row.lent_fen - row.principal_repaid_fen,
        row.principal_repaid_fen,
        row.interest_repaid_fen,
        row.fees_repaid_fen,
        row.penalty_repaid_fen,
        row.days_past_due,
    )


def _standing(at: Position) -> Row:
    return Row(
        str(at.drawdown_id),
        str(at.contract_id),
        at.state.value,
        at.lent_fen,
        at.principal_outstanding_fen,
        at.repaid.principal_fen,
        at.repaid.interest_fen,
        at.repaid.fees_fen,
        at.repaid.penalty_fen,
        at.days_past_due,
    )
