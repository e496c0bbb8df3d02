"""The first phase: hold part of both limits, then ask the rail to pay, after commit.

A drawdown is known by the contract and the caller's key: asked for fifty times, it is one. Both limits are
read and raised under their rows' locks, and the database checks once more.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from puhui.cost import Method, Terms, Unquotable, add_months, quote
from puhui.ground import Work
from puhui.kernel import Problem, Text, format_wan, format_yuan, new_id
from puhui.loan.contract_words import entrusted_above_fen
from puhui.loan.drawing import Drawdown, DrawdownState, Facility, FacilityKind
from puhui.loan.events import DRAWDOWN_RESERVED
from puhui.loan.lender import lender_of
from puhui.loan.model import Contract, ContractState
from puhui.loan.pricing import must_be_drawn_whole, price_cap, terms_on, too_dear
from puhui.loan.reference import limits
from puhui.loan.service.facilities import facilities_of
from puhui.loan.service.steps import found
from puhui.loan.store import drawdowns as store
from puhui.loan.store import facilities as facility_store
from puhui.rulebook import rulebook


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
    if problem := _refusal(work, contract_id, amount_fen, on) or _no_room(held, amount_fen):
        return problem
    for facility in held:
        facility_store.change(work.connection, facility.id, reserved_fen=amount_fen)
    return _reserve(work, now, amount_fen, key, on)


def drawdown(work: Work, drawdown_id: UUID) -> Drawdown | Problem:
    """One drawdown of a contract that this actor may see."""
    one = store.get(work.connection, lender_of(work), work.actor.mode, drawdown_id)
    if one is None or isinstance(found(work, one.contract_id), Problem):
        return NO_DRAWDOWN
    return one


def drawdowns_of(work: Work, contract_id: UUID) -> tuple[Drawdown, ...]:
    """All drawdowns of a contract, oldest first."""
    now = found(work, contract_id)
    return () if isinstance(now, Problem) else store.of_contract(work.connection, now.id)


def drawdowns(work: Work, state: DrawdownState | None = None, at_most: int = 50) -> tuple[Drawdown, ...]:
    """The institution's drawdowns, newest first."""
    return store.drawdowns(work.connection, lender_of(work), work.actor.mode, state=state, at_most=at_most)


def drawdown_terms(work: Work, drawdown_id: UUID) -> Terms | Problem:
    """The terms that a posted drawdown is repaid on, as `cost.quote` takes them."""
    one = drawdown(work, drawdown_id)
    if isinstance(one, Problem):
        return one
    now = found(work, one.contract_id)
    if isinstance(now, Problem):
        return now
    return terms_on(now.terms, one.amount_fen, one.value_date or work.today(), _end(now))


def _reserve(work: Work, now: Contract, amount_fen: int, key: str, on: date) -> Drawdown | Problem:
    priced = quote(terms_on(now.terms, amount_fen, on, _end(now)))
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


def _refusal(work: Work, contract_id: UUID, amount_fen: int, on: date) -> Problem | None:
    """Why nothing may be drawn; the contract is read again now that its line is held."""
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    if now.state is not ContractState.SIGNED or now.signed_on is None:
        return _NOT_SIGNED
    if amount_fen < limits()["draw_least_fen"]:
        return _too_little()
    if must_be_drawn_whole(now.terms) and amount_fen != now.terms.limit_fen:
        return _WHOLE
    if not now.signed_on <= on < _last_day(now):
        return _TOO_LATE
    return _entrusted(work, now, amount_fen) or _price(now, amount_fen, on)


def _price(now: Contract, amount_fen: int, on: date) -> Problem | None:
    """The cap of the day of the contract, for this drawdown's own figures."""
    try:
        priced = quote(terms_on(now.terms, amount_fen, on, _end(now)))
    except Unquotable as unquotable:
        return unquotable.problem
    return too_dear(priced, price_cap(now.agreed, now.signed_on or on))


def _entrusted(work: Work, now: Contract, amount_fen: int) -> Problem | None:
    """Above the threshold money goes to the supplier; several small drawdowns in a few days count as one."""
    rules = rulebook().on(work.today())
    above_fen = entrusted_above_fen(now.agreed, rules)
    days = int(rules.value("monitoring.split_payment_days"))
    together_fen = amount_fen + store.drawn_since(work.connection, now.id, _days_ago(work, days))
    if together_fen <= above_fen:
        return None
    above = format_wan(above_fen)
    return Problem(
        "drawdown.entrusted_payment",
        Text(
            f"单笔（{days}日内合并计算）超过{above}的经营用款须受托支付：由贷款人直接付给您的交易对手。"
            "这里暂不能办理。",
            f"More than {above} for business (counted together over {days} days) must be paid by the lender "
            "straight to your supplier. That cannot be done here yet.",
        ),
        Text(
            f"可以先提取不超过{above}的部分，或带着采购合同联系贷款机构办理。",
            f"Draw {above} or less, or take the purchase contract to the lender.",
        ),
    )


def _days_ago(work: Work, days: int) -> datetime:
    return work.now() - timedelta(days=days)


def _end(now: Contract) -> date | None:
    """A line drawn at will ends on its own day, other loans run their months from each drawdown."""
    return now.ends_on if now.terms.method is Method.REVOLVING else None


def _last_day(now: Contract) -> date:
    signed_on = now.signed_on or date.min
    if now.terms.method is Method.REVOLVING:
        return (now.ends_on or add_months(signed_on, now.terms.months)) - timedelta(days=1)
    return signed_on + timedelta(days=limits()["draw_within_days"] + 1)


def _too_little() -> Problem:
    least = format_yuan(limits()["draw_least_fen"])
    return Problem(
        "drawdown.amount",
        Text(f"每笔提款至少{least}。", f"A drawdown is {least} or more."),
        Text("请填写更大的金额。", "Give a larger amount."),
        "amount",
    )


NO_DRAWDOWN = Problem(
    "drawdown.not_found",
    Text("没有找到这笔提款。", "There is no such drawdown."),
    Text("请核对编号。", "Check the id."),
)
_OTHER_AMOUNT = Problem(
    "drawdown.key.conflict",
    Text(
        "同一次提款请求的金额前后不一致。", "This request for a drawdown was sent before with another amount."
    ),
    Text("请重新发起一笔提款。", "Begin a new drawdown."),
)
_NOT_SIGNED = Problem(
    "drawdown.contract.conflict",
    Text("合同还没有签署，或已经结束。", "The contract is not signed yet, or is over."),
    Text("请先签署合同。", "Sign the contract first."),
)
_WHOLE = Problem(
    "drawdown.whole",
    Text("这笔贷款须一次提取全部金额。", "This loan is drawn at once and whole."),
    Text("请提取合同的全部金额。", "Draw the whole amount of the contract."),
    "amount",
)
_TOO_LATE = Problem(
    "drawdown.period.closed",
    Text("提款期限已过。", "The time for drawing has passed."),
    Text("请重新申请。", "Apply again."),
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
