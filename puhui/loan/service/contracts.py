"""Draft a contract, find it, end it."""

from datetime import datetime
from uuid import UUID

from puhui.ground import Work
from puhui.intake import application
from puhui.kernel import Problem, Text, new_id
from puhui.loan.drawing import Drawdown, DrawdownState, FacilityKind
from puhui.loan.lender import lender_of
from puhui.loan.lifecycle import BEFORE_SIGNING
from puhui.loan.model import Contract, ContractState, NewContract
from puhui.loan.pricing import problem_with
from puhui.loan.service.steps import NOT_FOUND, found, held, keep_step, take
from puhui.loan.store import contracts as store
from puhui.loan.store.drawdowns import of_contract
from puhui.loan.store.facilities import lock
from puhui.loan.store.written import written


def draft_contract(work: Work, new: NewContract) -> Contract | Problem:
    """A contract on these terms; drafted twice on the same terms, it is the same one.

    Terms that nobody may sign today are refused at once: too dear, a fee to the platform, impossible figures.
    """
    asked = application(work, new.application_id)
    if isinstance(asked, Problem):
        return asked
    if asked.owner_id != new.subject_id:
        return _NOT_THE_OWNER
    if problem := problem_with(new, work.today()):
        return problem
    lender, mode = lender_of(work), work.actor.mode
    contract_id = new_id()
    row = {
        "id": contract_id,
        "institution": lender,
        "mode": mode,
        "application_id": new.application_id,
        "subject_id": new.subject_id,
        "reference": new.reference,
        "limit_fen": new.terms.limit_fen,
        "agreed": written(new),
        "state": ContractState.DRAFT,
        "state_at": work.now(),
        "drafted_at": work.now(),
        "actor": work.actor.id,
    }
    if store.add_contract(work.connection, row):
        keep_step(work, contract_id, None, ContractState.DRAFT)
    live = store.live_contract(work.connection, lender, mode, new.application_id)
    if live is None:
        return NOT_FOUND
    return found(work, live.id) if live.agreed == new else _ALREADY


def contract(work: Work, contract_id: UUID) -> Contract | Problem:
    """One contract; a borrower's own, or any of the institution's for its staff."""
    return found(work, contract_id)


def contract_for(work: Work, application_id: UUID) -> Contract | None:
    """The live contract of an application, None where there is none that this actor may see."""
    live = store.live_contract(work.connection, lender_of(work), work.actor.mode, application_id)
    mine = found(work, live.id) if live else None
    return None if isinstance(mine, Problem) else mine


def contracts(work: Work, before: datetime | None = None, at_most: int = 50) -> tuple[Contract, ...]:
    """The institution's contracts, newest first, one page at a time."""
    return store.contracts(work.connection, lender_of(work), work.actor.mode, before=before, at_most=at_most)


def cancel_contract(work: Work, contract_id: UUID, why: str) -> Contract | Problem:
    """End it before a signature: the borrower leaves, or a consent was withdrawn. `why` is a code.

    Cancelled twice, it is cancelled once; a signed contract lives on and is not cancelled.
    """
    now = held(work, contract_id)
    if isinstance(now, Problem) or now.state is ContractState.CANCELLED:
        return now
    return take(work, now, ContractState.CANCELLED, why)


def close_contract(work: Work, contract_id: UUID) -> Contract | Problem:
    """End it once nothing is owed or under way; closed twice, it is closed once.

    The line is held before the contract, as everywhere, so that no drawdown is reserved meanwhile.
    """
    line = (FacilityKind.BORROWER, str(contract_id))
    lock(work.connection, lender_of(work), work.actor.mode, [line])
    now = held(work, contract_id)
    if isinstance(now, Problem) or now.state is ContractState.CLOSED:
        return now
    under_way = any(_is_under_way(one) for one in of_contract(work.connection, now.id))
    return _UNDER_WAY if under_way else take(work, now, ContractState.CLOSED)


def _is_under_way(one: Drawdown) -> bool:
    owed = one.state is DrawdownState.POSTED and one.released_fen < one.amount_fen
    return owed or one.state is DrawdownState.RESERVED


def is_before_signing(contract: Contract) -> bool:
    """Whether the borrower may still walk away."""
    return contract.state in BEFORE_SIGNING


_ALREADY = Problem(
    "contract.already",
    Text("这笔申请已有一份条款不同的合同。", "This application already has a contract on other terms."),
    Text("请先取消原来的合同。", "Cancel that one first."),
)
_UNDER_WAY = Problem(
    "contract.under_way.conflict",
    Text("还有提款正在处理，或还有本金没有还清。", "A drawdown is under way, or principal is still owed."),
    Text("等它有结果、还清以后再结束合同。", "Close the contract when it has ended and is repaid."),
)
_NOT_THE_OWNER = Problem(
    "contract.not_the_owner",
    Text("合同的借款人应是申请人本人。", "The contract's borrower is the person who applied."),
    Text("请核对申请和借款人。", "Check the application and the borrower."),
)
