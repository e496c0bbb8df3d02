"""Answering the suitability questions; every set of answers is kept, also those that do not suit."""

from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem, Text, new_id
from puhui.loan.lender import lender_of
from puhui.loan.model import Answers, Contract, ContractState
from puhui.loan.reference import limits
from puhui.loan.service.steps import held, take
from puhui.loan.store import contracts as store
from puhui.loan.suitability import suitability_questions, suitability_version, verdict
from puhui.loan.tables import suitability

_MISSING = frozenset({"suitability.unanswered", "suitability.unknown_question"})


def answer_suitability(work: Work, contract_id: UUID, answers: Answers) -> Contract | Problem:
    """Keep the answers; only when all of them suit does the contract go on.

    An unsuitable answer is a Problem with its reason, and is kept: commit the `Work` all the same
    (`problem_answer`), so that tries are counted.
    """
    now = held(work, contract_id)
    if isinstance(now, Problem) or now.state is not ContractState.DRAFT:
        return now
    if store.count_of(work.connection, suitability, now.id) >= limits()["suitability_tries_most"]:
        return _ENOUGH
    problem = verdict(suitability_questions(work.today()), answers)
    if problem is not None and problem.code in _MISSING:
        return problem
    _keep(work, now, answers, suits=problem is None)
    return problem or take(work, now, ContractState.SUITABLE)


def _keep(work: Work, contract: Contract, answers: Answers, *, suits: bool) -> None:
    row = {
        "id": new_id(),
        "institution": lender_of(work),
        "contract_id": contract.id,
        "version": suitability_version(),
        "answers": dict(answers),
        "suitable": suits,
        "at": work.now(),
        "actor": work.actor.id,
    }
    store.add(work.connection, suitability, row)
    work.audit("contract.suitability_answered", f"contract:{contract.id}", suitable=suits)


_ENOUGH = Problem(
    "suitability.tries.closed",
    Text(
        "这些问题已经回答过多次，不能再改。", "These questions have been answered too often to change again."
    ),
    Text("请联系贷款机构，由工作人员为你说明。", "Ask the lender; a person will explain."),
)
