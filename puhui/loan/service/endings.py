"""How a reservation ends: posted, voided or expired, limits and books in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from puhui.cost import FeeTiming, PayeeType, quote
from puhui.ground import Work
from puhui.kernel import new_id
from puhui.loan.drawing import Drawdown, DrawdownState, Facility
from puhui.loan.events import DRAWDOWN_ENDED
from puhui.loan.ledger import AccountCode, Entry, book, credit, debit
from puhui.loan.lender import lender_of
from puhui.loan.model import Contract
from puhui.loan.ports import Cancelled, Paid
from puhui.loan.pricing import terms_on
from puhui.loan.service.facilities import facilities_of
from puhui.loan.store import contracts as contract_store
from puhui.loan.store import drawdowns as store
from puhui.loan.store import facilities as facility_store


@dataclass(frozen=True, slots=True)
class Ending:
    """What the rail has finally said of a reservation; `unpaid` is what it becomes when nothing was paid."""

    drawdown: Drawdown
    said: Paid | Cancelled
    unpaid: DrawdownState
    why: str


def end_all(work: Work, endings: Sequence[Ending], on: date | None = None) -> None:
    """End reservations whose rows are held. All limits are locked first, in their one order."""
    contracts = {one.drawdown.contract_id: _contract(work, one.drawdown) for one in endings}
    wanted = {which for contract in contracts.values() for which in facilities_of(contract)}
    held = facility_store.lock(work.connection, lender_of(work), work.actor.mode, wanted)
    for ending in endings:
        contract = contracts[ending.drawdown.contract_id]
        _end(work, ending, contract, [held[which] for which in facilities_of(contract)], on or work.today())


def _end(work: Work, ending: Ending, contract: Contract, held: Sequence[Facility], on: date) -> None:
    one = ending.drawdown
    if isinstance(ending.said, Paid) and ending.said.amount_fen != one.paid_out_fen:
        keep_break(work, one, ending.said)
        return
    paid = isinstance(ending.said, Paid)
    for facility in held:
        drawn_fen = one.amount_fen if paid else 0
        facility_store.change(work.connection, facility.id, reserved_fen=-one.amount_fen, drawn_fen=drawn_fen)
    state = DrawdownState.POSTED if paid else ending.unpaid
    if paid:
        book(work, _entry(one, contract, on))
    value_date = on if paid else None
    why = None if paid else ending.why
    store.end(work.connection, one.id, state, work.now(), value_date=value_date, why=why)
    work.audit("drawdown.ended", f"drawdown:{one.id}", state=state.value, why=why)
    work.post(DRAWDOWN_ENDED, {"drawdown_id": str(one.id), "state": state.value}, str(one.id))


def keep_break(work: Work, one: Drawdown, said: Paid) -> None:
    """What the rail confirmed is not what it was asked: nothing is booked, a person looks."""
    row = {
        "id": new_id(),
        "institution": one.institution,
        "drawdown_id": one.id,
        "asked_fen": one.paid_out_fen,
        "confirmed_fen": said.amount_fen,
        "reference": said.reference,
        "at": work.now(),
    }
    store.add_break(work.connection, row)
    store.flag(work.connection, one.id)
    work.audit("drawdown.flagged", f"drawdown:{one.id}")


def _entry(one: Drawdown, contract: Contract, on: date) -> Entry:
    """Principal is owed; what was paid leaves the cash; fees that were deducted go to whom they belong."""
    own_fen = _lenders_fees_fen(one, contract)
    others_fen = one.fees_fen - own_fen
    lines = [
        debit(AccountCode.PRINCIPAL, one.amount_fen, one.id),
        credit(AccountCode.SETTLEMENT_CASH, one.paid_out_fen, one.id),
    ]
    if own_fen:
        lines.append(credit(AccountCode.FEE_INCOME, own_fen, one.id))
    if others_fen:
        lines.append(credit(AccountCode.FEE_PAYABLE, others_fen, one.id))
    return Entry("drawdown", f"drawdown:{one.id}", on, tuple(lines))


def _lenders_fees_fen(one: Drawdown, contract: Contract) -> int:
    if not one.fees_fen or contract.signed_on is None:
        return 0
    terms = terms_on(contract.terms, one.amount_fen, contract.signed_on, contract.ends_on)
    own = tuple(
        fee for fee in terms.fees if fee.timing is FeeTiming.UPFRONT and fee.payee_type is PayeeType.LENDER
    )
    return one.amount_fen - quote(replace(terms, fees=own)).received_fen


def _contract(work: Work, one: Drawdown) -> Contract:
    kept = contract_store.get_contract(work.connection, one.institution, one.mode, one.contract_id)
    assert kept is not None  # noqa: S101 - a foreign key says so
    return kept
