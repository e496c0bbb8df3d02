"""Contracts and everything that was done on the way to a signature."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from puhui.ground import Mode
from puhui.loan.model import Contract, ContractState
from puhui.loan.store.written import agreed_from
from puhui.loan.tables import (
    account,
    account_check,
    confirmation,
    contract,
    contract_step,
    disclosure,
    signature,
    suitability,
)


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Append one row."""
    connection.execute(insert(table).values(**row))


def add_contract(connection: Connection, row: Mapping[str, Any]) -> bool:
    """A new contract; False when the application has a live one."""
    added = insert_or_ignore(contract).values(**row).on_conflict_do_nothing().returning(contract.c.id)
    return connection.execute(added).first() is not None


def get_contract(
    connection: Connection, institution: str, mode: Mode, contract_id: UUID, *, lock: bool = False
) -> Contract | None:
    """One contract; held until the transaction ends when it is about to take a step."""
    mine = (contract.c.institution == institution) & (contract.c.mode == mode)
    wanted = select(contract).where(mine, contract.c.id == contract_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    return _contract(row) if row else None


def live_contract(
    connection: Connection, institution: str, mode: Mode, application_id: UUID
) -> Contract | None:
    """The contract of an application that was not cancelled."""
    mine = (contract.c.institution == institution) & (contract.c.mode == mode)
    live = contract.c.state != ContractState.CANCELLED
    wanted = select(contract).where(mine, live, contract.c.application_id == application_id)
    row = connection.execute(wanted).one_or_none()
    return _contract(row) if row else None


def steps_of(connection: Connection, contract_id: UUID) -> Sequence[Row[Any]]:
    """What a contract went through and who took each step, in order."""
    columns = [contract_step.c[name] for name in ("id", "to_state", "at", "actor", "why")]
    wanted = select(*columns).where(contract_step.c.contract_id == contract_id)
    return connection.execute(wanted.order_by(contract_step.c.at, contract_step.c.id)).all()


def contracts(
    connection: Connection, institution: str, mode: Mode, *, before: datetime | None, at_most: int
) -> tuple[Contract, ...]:
    """Contracts, newest first."""
    wanted = select(contract).where(contract.c.institution == institution, contract.c.mode == mode)
    if before is not None:
        wanted = wanted.where(contract.c.drafted_at < before)
    rows = connection.execute(wanted.order_by(contract.c.drafted_at.desc(), contract.c.id).limit(at_most))
    return tuple(map(_contract, rows))


def move(connection: Connection, contract_id: UUID, state: ContractState, at: datetime, **also: date) -> None:
    """Set the state; the step itself is kept beside it."""
    moved = update(contract).where(contract.c.id == contract_id)
    connection.execute(moved.values(state=state, state_at=at, **also))


def count_of(connection: Connection, table: Table, contract_id: UUID, since: datetime | None = None) -> int:
    """How often something was tried for a contract."""
    wanted = select(func.count()).select_from(table).where(table.c.contract_id == contract_id)
    if since is not None:
        wanted = wanted.where(table.c.at >= since)
    return connection.execute(wanted).scalar_one()


def newest_disclosure(connection: Connection, contract_id: UUID) -> Row[Any] | None:
    """The last showing of the cost table, with when it was confirmed."""
    wanted = (
        select(disclosure, confirmation.c.at.label("confirmed_at"))
        .select_from(disclosure.outerjoin(confirmation, confirmation.c.disclosure_id == disclosure.c.id))
        .where(disclosure.c.contract_id == contract_id)
        .order_by(disclosure.c.number.desc())
        .limit(1)
    )
    return connection.execute(wanted).one_or_none()


def last_confirmed(connection: Connection, contract_id: UUID) -> Row[Any] | None:
    """The last showing that was confirmed."""
    wanted = (
        select(disclosure, confirmation.c.at.label("confirmed_at"))
        .join(confirmation, confirmation.c.disclosure_id == disclosure.c.id)
        .where(disclosure.c.contract_id == contract_id)
        .order_by(disclosure.c.number.desc())
        .limit(1)
    )
    return connection.execute(wanted).one_or_none()


def newest_account(connection: Connection, contract_id: UUID) -> Row[Any] | None:
    """The account that the money goes to, with its check."""
    wanted = (
        select(account, account_check.c.provider)
        .join(account_check, account_check.c.id == account.c.check_id)
        .where(account.c.contract_id == contract_id)
        .order_by(account.c.number.desc())
        .limit(1)
    )
    return connection.execute(wanted).one_or_none()


def newest_suitability(connection: Connection, contract_id: UUID) -> Row[Any] | None:
    """The last answers."""
    wanted = select(suitability).where(suitability.c.contract_id == contract_id)
    return connection.execute(
        wanted.order_by(suitability.c.at.desc(), suitability.c.id.desc()).limit(1)
    ).one_or_none()


def signature_of(connection: Connection, contract_id: UUID) -> Row[Any] | None:
    """The signature, if there is one."""
    return connection.execute(select(signature).where(signature.c.contract_id == contract_id)).one_or_none()


def _contract(row: Row[Any]) -> Contract:
    return Contract(
        id=row.id,
        institution=row.institution,
        mode=Mode(row.mode),
        agreed=agreed_from(row.agreed),
        state=ContractState(row.state),
        drafted_at=row.drafted_at,
        state_at=row.state_at,
        signed_on=row.signed_on,
        ends_on=row.ends_on,
    )
