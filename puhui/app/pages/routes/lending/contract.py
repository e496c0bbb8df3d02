"""The contract: its words, their hash, a typed name and a tick. Signed, it can be read again at any time."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from puhui.app.institution.desk import sign as signed_at_the_desk
from puhui.app.pages.lending.shown_case import masked_name
from puhui.app.pages.lending.shown_contract import contract_sheet
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home
from puhui.app.pages.typed import needed
from puhui.app.pages.views.lending.steps import Account
from puhui.app.pages.wording import texts
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import subject
from puhui.kernel import Problem
from puhui.loan import Contract, ContractState, account_of, contract_text, disclosure_of

router = Router(include_in_schema=False)
_READABLE: Final = frozenset({ContractState.ACCOUNT_BOUND, ContractState.SIGNED, ContractState.CLOSED})


@router.get("/lending/{application_id}/contract")
def read(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The words to be signed, or those that were."""
    contract = contract_here(request, work, application_id)
    if contract.state not in _READABLE:
        return see(home(application_id))
    return _shown(request, work, contract, {})


@router.post("/lending/{application_id}/contract")
def sign(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.sign"))],
) -> Response:
    """Nothing is ticked and no name is filled in for anybody; signed twice, it is signed once."""
    contract = contract_here(request, work, application_id)
    typed = words_of(form)
    errors = {
        "typed_name": needed(typed, "typed_name"),
        "agree": None
        if typed.get("agree") == "yes"
        else Problem("form.agree", texts()["lending.contract.agree_missing"]),
    }
    wrong = {name: it for name, it in errors.items() if isinstance(it, Problem)}
    if wrong:
        return _shown(request, work, contract, typed, wrong)
    told = signed_at_the_desk(
        work,
        request.app.state.party,
        application_id,
        typed.get("text_hash", ""),
        typed["typed_name"].strip(),
    )
    if isinstance(told, Problem):
        bare = Problem(told.code, told.what, told.fix)
        return _shown(request, work, contract, typed, {"typed_name": bare})
    return see(home(application_id))


def _shown(
    request: Request,
    work: Work,
    contract: Contract,
    values: dict[str, str],
    errors: dict[str, Problem] | None = None,
) -> Response:
    text, shown = contract_text(work, contract.id), answer(disclosure_of(work, contract.id))
    here = home(contract.application_id)
    if shown is None:
        return see(f"{here}/costs")
    return page(
        request,
        "lending/contract.html",
        422 if errors else 200,
        here=here,
        path=f"{here}/contract",
        sheet=contract_sheet(contract, answer(text), shown),
        account=_account(work, contract),
        values={"typed_name": values.get("typed_name", "")},
        errors=errors or {},
    )


def _account(work: Work, contract: Contract) -> Account | None:
    bound = account_of(work, contract.id)
    holder = answer(subject(work, contract.subject_id)).name
    return Account(masked_name(holder), bound.card_masked) if bound else None
