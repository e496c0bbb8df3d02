"""What every step at a lender looks up first: the case of this borrower, and its contract."""

from uuid import UUID

from fastapi import Request

from puhui.app.institution.case import Case
from puhui.app.institution.desk import case_of
from puhui.app.pages.lending.shown_loan import Papers
from puhui.ground import Work
from puhui.ground.web import answer
from puhui.kernel import Problem, Text
from puhui.loan import Contract, ContractState, account_of, disclosure_of

NEXT = {
    ContractState.DRAFT: "suitability",
    ContractState.SUITABLE: "costs",
    ContractState.DISCLOSED: "costs",
    ContractState.CONFIRMED: "account",
    ContractState.ACCOUNT_BOUND: "contract",
    ContractState.SIGNED: "loan",
    ContractState.CLOSED: "loan",
}
"""From how far a contract has come to the page that comes next."""


def case_here(request: Request, work: Work, application_id: UUID) -> Case:
    """The borrower's own case; anybody else's is not there."""
    return answer(case_of(work, request.app.state.party, application_id))


def contract_here(request: Request, work: Work, application_id: UUID) -> Contract:
    """The contract of a case; a page of a later step is not there before it."""
    return answer(case_here(request, work, application_id).contract or _NONE_YET)


def papers(work: Work, contract: Contract) -> Papers:
    """The cost table and the account of a contract that has been signed; before that they are not there."""
    shown, account = answer(disclosure_of(work, contract.id)), account_of(work, contract.id)
    return Papers(contract, answer(shown or _NONE_YET), answer(account or _NONE_YET))


def home(application_id: UUID) -> str:
    """Where a case is, whatever its stage."""
    return f"/lending/{application_id}"


_NONE_YET = Problem(
    "lending.contract.not_found",
    Text("还没有到合同这一步。", "It has not come to a contract yet."),
    Text("请回到“我的借款”看看现在到了哪一步。", "See under “My loans” how far it has come."),
)
