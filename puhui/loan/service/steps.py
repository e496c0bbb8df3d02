"""Holding a contract and taking one legal step with it; each step is kept beside it for good."""

from datetime import date
from uuid import UUID

from puhui.ground import ActorKind, Work
from puhui.ground.identity import subject_of
from puhui.kernel import Problem, Text, new_id
from puhui.loan import events
from puhui.loan.lender import lender_of
from puhui.loan.lifecycle import step
from puhui.loan.model import Contract, ContractState
from puhui.loan.store import contracts as store
from puhui.loan.tables import contract_step

NOT_FOUND = Problem(
    "contract.not_found",
    Text("没有找到这份合同。", "There is no such contract."),
    Text("请核对编号。", "Check the id."),
)


def found(work: Work, contract_id: UUID) -> Contract | Problem:
    """A contract that this actor may see."""
    return _mine(work, store.get_contract(work.connection, lender_of(work), work.actor.mode, contract_id))


def held(work: Work, contract_id: UUID) -> Contract | Problem:
    """The same, held until the transaction ends, so that two steps never cross."""
    kept = store.get_contract(work.connection, lender_of(work), work.actor.mode, contract_id, lock=True)
    return _mine(work, kept)


def take(
    work: Work, contract: Contract, to: ContractState, why: str | None = None, **also: date
) -> Contract | Problem:
    """Take a step if it is legal; gives the contract as it then stands."""
    if problem := step(contract.state, to):
        return problem
    if contract.state is to:
        return contract
    store.move(work.connection, contract.id, to, work.now(), **also)
    keep_step(work, contract.id, contract.state, to, why)
    return found(work, contract.id)


def keep_step(
    work: Work, contract_id: UUID, before: ContractState | None, to: ContractState, why: str | None = None
) -> None:
    """Write down that a step was taken, and let it be known."""
    step_id = new_id()
    row = {"id": step_id, "institution": lender_of(work), "contract_id": contract_id, "at": work.now()}
    row |= {"from_state": before, "to_state": to, "actor": work.actor.id, "why": why}
    store.add(work.connection, contract_step, row)
    work.audit("contract.moved", f"contract:{contract_id}", to=to.value)
    moved = {"contract_id": str(contract_id), "state": to.value}
    work.post(events.CONTRACT_MOVED, moved, f"{events.CONTRACT_MOVED}:{step_id}")


def _mine(work: Work, contract: Contract | None) -> Contract | Problem:
    """A borrower finds their own only; somebody else's is not even there."""
    if contract is None:
        return NOT_FOUND
    if work.actor.kind is ActorKind.BORROWER and subject_of(work.actor) != contract.subject_id:
        return NOT_FOUND
    return contract
