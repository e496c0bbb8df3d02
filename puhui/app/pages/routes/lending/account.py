"""The borrower's own account: checked by four factors, masked afterwards."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending.shown_case import masked_name
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home
from puhui.app.pages.typed import needed
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import subject
from puhui.kernel import Problem, Text
from puhui.loan import Contract, ContractState, NewAccount, bind_account

router = Router(include_in_schema=False)
_OPEN: Final = frozenset({ContractState.CONFIRMED, ContractState.ACCOUNT_BOUND})
_FIELDS: Final = ("bank_card", "phone")


@router.get("/lending/{application_id}/account")
def ask(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """Only after the costs were confirmed, and until the signature."""
    contract = contract_here(request, work, application_id)
    if contract.state not in _OPEN:
        return see(home(application_id))
    return _shown(request, work, contract, {})


@router.post("/lending/{application_id}/account")
def bind(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.confirm"))],
) -> Response:
    """Ask the provider; whatever does not match is said at its field, and no answer binds nothing."""
    contract = contract_here(request, work, application_id)
    if contract.state not in _OPEN:
        return see(home(application_id))
    typed = {name: value for name, value in words_of(form).items() if name in _FIELDS}
    missing = {name: it for name in _FIELDS if isinstance(it := needed(typed, name), Problem)}
    if missing:
        return _shown(request, work, contract, typed, missing)
    if request.app.state.provider is None:
        return _shown(request, work, contract, typed, {"bank_card": _NOBODY_TO_ASK})
    new = NewAccount(_holder(work, contract), typed["bank_card"], typed["phone"])
    told = bind_account(work, contract.id, new, request.app.state.provider)
    if isinstance(told, Problem):
        field = told.where if told.where in _FIELDS else "bank_card"
        bare = Problem(told.code, told.what, told.fix)
        return _shown(request, work, contract, typed, {str(field): bare})
    return see(home(application_id))


def _shown(
    request: Request,
    work: Work,
    contract: Contract,
    values: dict[str, str],
    errors: dict[str, Problem] | None = None,
) -> HTMLResponse:
    here = home(contract.application_id)
    return page(
        request,
        "lending/account.html",
        422 if errors else 200,
        here=here,
        path=f"{here}/account",
        holder=masked_name(_holder(work, contract)),
        values=values,
        errors=errors or {},
    )


def _holder(work: Work, contract: Contract) -> str:
    return answer(subject(work, contract.subject_id)).name


_NOBODY_TO_ASK: Final = Problem(
    "account.unavailable",
    Text("现在没有办法核对账户。", "The account cannot be checked at the moment."),
    Text("什么都没有丢，请过一会儿再试。", "Nothing is lost; try again later."),
)
