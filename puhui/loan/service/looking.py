"""Finding drawdowns, and the terms on which each is repaid."""

from datetime import date
from uuid import UUID

from puhui.cost import Method, Terms
from puhui.ground import Work
from puhui.kernel import Problem, Text
from puhui.loan.drawing import Drawdown, DrawdownState
from puhui.loan.lender import lender_of
from puhui.loan.model import Contract, ContractState, ContractStep
from puhui.loan.pricing import terms_on
from puhui.loan.service.steps import found
from puhui.loan.store import contracts
from puhui.loan.store import drawdowns as store


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


def contract_history(work: Work, contract_id: UUID) -> tuple[ContractStep, ...]:
    """What a contract went through and who took each step, in order."""
    now = found(work, contract_id)
    rows = () if isinstance(now, Problem) else contracts.steps_of(work.connection, now.id)
    return tuple(ContractStep(it.id, ContractState(it.to_state), it.at, it.actor, it.why) for it in rows)


def drawdown_terms(work: Work, drawdown_id: UUID) -> Terms | Problem:
    """The terms that a posted drawdown is repaid on, as `cost.quote` takes them."""
    one = drawdown(work, drawdown_id)
    if isinstance(one, Problem):
        return one
    now = found(work, one.contract_id)
    if isinstance(now, Problem):
        return now
    return terms_on(now.terms, one.amount_fen, one.value_date or work.today(), term_end(now))


def term_end(now: Contract) -> date | None:
    """A line drawn at will ends on its own day, other loans run their months from each drawdown."""
    return now.ends_on if now.terms.method is Method.REVOLVING else None


NO_DRAWDOWN = Problem(
    "drawdown.not_found",
    Text("没有找到这笔提款。", "There is no such drawdown."),
    Text("请核对编号。", "Check the id."),
)
