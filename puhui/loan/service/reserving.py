"""The first phase: hold part of both limits, then ask the rail to pay, after commit.

A drawdown is known by the contract and the caller's key: asked for fifty times, it is one. Both limits are
read and raised under their rows' locks, and the database checks once more.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from puhui.cost import quote
from puhui.ground import Work
from puhui.kernel import Problem, Text, new_id
from puhui.loan.drawing import Drawdown, DrawdownState, Facility, FacilityKind
from puhui.loan.events import DRAWDOWN_RESERVED
from puhui.loan.model import Contract
from puhui.loan.pricing import terms_on
from puhui.loan.reference import limits
from puhui.loan.service.allowing import refusal
from puhui.loan.service.facilities import facilities_of
from puhui.loan.service.looking import NO_DRAWDOWN, term_end
from puhui.loan.service.steps import found
from puhui.loan.store import drawdowns as store
from puhui.loan.store import facilities as facility_store


def reserve_drawdown(
    work: Work, contract_id: UUID, amount_fen: int, key: str, on: date | None = None
) -> Drawdown | Problem:
    """Reserve `amount_fen` of the line and of the programme; the payment follows from the outbox.

    `on` is the business date, the clock's where none is given. One reservation in a `Work`: several would
    hold locks that others wait for.
    """
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    held = _held(work, now)
    known = store.under_key(work.connection, now.id, key)
    if known is not None:
        return known if known.amount_fen == amount_fen else _OTHER_AMOUNT
    on = on or work.today()
    if problem := refusal(work, contract_id, amount_fen, on) or _no_room(held, amount_fen):
        return problem
    for facility in held:
        facility_store.change(work.connection, facility.id, reserved_fen=amount_fen)
    return _reserve(work, now, amount_fen, key, on)


def _reserve(work: Work, now: Contract, amount_fen: int, key: str, on: date) -> Drawdown | Problem:
    priced = quote(terms_on(now.terms, amount_fen, on, term_end(now)))
    row = {
        "id": new_id(),
        "institution": now.institution,
        "mode": now.mode,
        "contract_id": now.id,
        "key": key,
        "amount_fen": amount_fen,
        "fees_fen": amount_fen - priced.received_fen,
        "state": DrawdownState.RESERVED,
        "reserved_at": work.now(),
        "expires_at": work.now() + timedelta(minutes=limits()["reservation_minutes"]),
        "flagged": False,
        "released_fen": 0,
        "actor": work.actor.id,
    }
    store.add_drawdown(work.connection, row)
    work.audit("drawdown.reserved", f"drawdown:{row['id']}", contract=str(now.id))
    work.post(DRAWDOWN_RESERVED, {"drawdown_id": str(row["id"])}, str(row["id"]))
    reserved = store.under_key(work.connection, now.id, key)
    return reserved if reserved is not None else NO_DRAWDOWN


def _held(work: Work, now: Contract) -> tuple[Facility, ...]:
    """The borrower's line, where there is one yet, and the programme, held until the transaction ends."""
    line, whole = facilities_of(now)
    facility_store.open_facility(work.connection, now.institution, now.mode, whole, None)
    held = facility_store.lock(work.connection, now.institution, now.mode, [line, whole])
    return tuple(held[which] for which in (line, whole) if which in held)


def _no_room(held: Sequence[Facility], amount_fen: int) -> Problem | None:
    """Nothing when both have room; the borrower's own line is told first."""
    full = [it.kind for it in held if it.free_fen is not None and it.free_fen < amount_fen]
    if not full:
        return None
    return _NO_ROOM if FacilityKind.BORROWER in full else _NO_PROGRAMME


_OTHER_AMOUNT = Problem(
    "drawdown.key.conflict",
    Text(
        "同一次提款请求的金额前后不一致。", "This request for a drawdown was sent before with another amount."
    ),
    Text("请重新发起一笔提款。", "Begin a new drawdown."),
)
_NO_ROOM = Problem(
    "drawdown.limit",
    Text("超过了剩余可用额度。", "That is more than is left of the limit."),
    Text("请填写不超过剩余额度的金额。", "Give an amount within what is left."),
    "amount",
)
_NO_PROGRAMME = Problem(
    "drawdown.programme.unavailable",
    Text(
        "贷款机构这个渠道的放款额度暂时用完了，没有放款。",
        "The lender's programme is used up for now; nothing was lent.",
    ),
    Text("请稍后再试，或联系贷款机构。", "Try again later, or ask the lender."),
)
