"""Limits: a borrower's own line, an institution's programme, and giving back what was repaid."""

from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem, Text
from puhui.loan.drawing import Drawdown, DrawdownState, Facility, FacilityKind
from puhui.loan.lender import lender_of
from puhui.loan.model import Channel, Contract
from puhui.loan.store import contracts as contract_store
from puhui.loan.store import drawdowns as drawdown_store
from puhui.loan.store import facilities as store
from puhui.loan.store.facilities import Wanted


def set_programme(work: Work, channel: Channel, limit_fen: int | None) -> Facility | Problem:
    """What this institution lends through a channel in all, in test and live apart; None is without limit.

    A limit below what is already out is refused: the database keeps reserved + drawn ≤ limit, always. To stop
    lending, set it to what is out.
    """
    if limit_fen is not None and limit_fen < 0:
        return _NEGATIVE
    lender, mode, wanted = lender_of(work), work.actor.mode, (FacilityKind.PROGRAMME, str(channel))
    store.open_facility(work.connection, lender, mode, wanted, limit_fen)
    held = store.lock(work.connection, lender, mode, [wanted])[wanted]
    if limit_fen is not None and limit_fen < held.reserved_fen + held.drawn_fen:
        return _BELOW_USE
    store.set_limit(work.connection, held.id, limit_fen)
    work.audit("programme.limit_set", f"facility:{held.id}", channel=channel.value)
    kept = store.get(work.connection, lender, mode, wanted)
    return kept if kept is not None else _NOT_FOUND


def programme(work: Work, channel: Channel) -> Facility | None:
    """The programme facility of a channel, None before its first drawdown or limit."""
    wanted = (FacilityKind.PROGRAMME, str(channel))
    return store.get(work.connection, lender_of(work), work.actor.mode, wanted)


def facility_of(work: Work, contract_id: UUID) -> Facility | None:
    """The borrower's line of a contract, None before the signature."""
    wanted = (FacilityKind.BORROWER, str(contract_id))
    return store.get(work.connection, lender_of(work), work.actor.mode, wanted)


def facilities(work: Work, kind: FacilityKind, at_most: int = 50) -> tuple[Facility, ...]:
    """The institution's facilities of one kind, newest first."""
    return store.facilities(work.connection, lender_of(work), work.actor.mode, kind, at_most)


def release(work: Work, drawdown_id: UUID, principal_fen: int) -> Drawdown | Problem:
    """Principal came back: the programme has room again, and so has a revolving line; a term line has not.

    Called once for each repayment, in the transaction that books it. More than was drawn is refused.
    """
    lender, mode = lender_of(work), work.actor.mode
    drawn = drawdown_store.get(work.connection, lender, mode, drawdown_id, lock=True)
    if drawn is None:
        return _NOT_FOUND
    if (
        drawn.state is not DrawdownState.POSTED
        or not 0 <= principal_fen <= drawn.amount_fen - drawn.released_fen
    ):
        return _TOO_MUCH
    kept = contract_store.get_contract(work.connection, lender, mode, drawn.contract_id)
    if kept is None:
        return _NOT_FOUND
    line, whole = facilities_of(kept)
    held = store.lock(work.connection, lender, mode, [line, whole])
    if kept.terms.is_revolving:
        store.change(work.connection, held[line].id, drawn_fen=-principal_fen)
    store.change(work.connection, held[whole].id, drawn_fen=-principal_fen)
    drawdown_store.release(work.connection, drawdown_id, principal_fen)
    after = drawdown_store.get(work.connection, lender, mode, drawdown_id)
    return after if after is not None else _NOT_FOUND


def facilities_of(contract: Contract) -> tuple[Wanted, Wanted]:
    """The two facilities that a drawdown of a contract stays under: its line, its channel's programme."""
    return (FacilityKind.BORROWER, str(contract.id)), (FacilityKind.PROGRAMME, str(contract.channel))


_NEGATIVE = Problem(
    "programme.limit",
    Text("额度不能小于零。", "A limit is not below nothing."),
    Text("请填写不小于零的金额。", "Give an amount of nothing or more."),
)
_BELOW_USE = Problem(
    "programme.limit.conflict",
    Text("新额度低于已经使用的部分。", "The new limit is below what is already used."),
    Text("要停止放款，请把额度设为当前已用金额。", "To stop lending, set it to what is used now."),
)
_NOT_FOUND = Problem(
    "drawdown.not_found",
    Text("没有找到这笔提款。", "There is no such drawdown."),
    Text("请核对编号。", "Check the id."),
)
_TOO_MUCH = Problem(
    "drawdown.release.conflict",
    Text("归还的本金超过了这笔提款所欠的本金。", "More principal was to come back than is out."),
    Text("请核对还款。", "Check the repayment."),
)
