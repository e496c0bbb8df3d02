"""The desk: what the borrower's pages at the institution ask for, each in the one transaction of its `Work`.

    entered = enter(work, ticket)                                  # /enter/{ticket}: a session and a case
    case = case_of(work, party, application_id)                    # where it stands, and what to show
    asks = inquiry_asks(work, party, application_id)               # consents before the one hard inquiry
    case = confirm_inquiry(work, party, application_id, agreed, language)   # → deciding; the worker does it
    contract = accept_terms(work, party, application_id)           # → drafted; lending goes on in `loan`
    contract = sign(work, party, application_id, text_hash, name)  # the only way to sign; see there
    case = leave(work, party, application_id)                      # walk away before signing

`party` is `request.app.state.party`. A confirmation is one and makes at most one inquiry: its number follows
from the case, so a retry after a crash is recognised by the bureau.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from puhui.app.institution.asks import agree, asks_for
from puhui.app.institution.case import Ask, Case, Entered, Stage
from puhui.app.institution.closing import stop_case
from puhui.app.institution.drafting import new_contract
from puhui.app.institution.standing import case_now
from puhui.app.institution.taking_in import take_in
from puhui.app.party import Party
from puhui.decision import confirm_underwriting, open_underwriting, underwriting_of
from puhui.exchange import hold_open, note_signed, open_entry
from puhui.ground import SYSTEM, Work
from puhui.ground.identity import issue_borrower_session
from puhui.intake import application
from puhui.kernel import Language, Problem, Text
from puhui.loan import Contract, draft_contract, sign_contract


def enter(work: Work, ticket: str) -> Entered | Problem:
    """Open a one-time ticket; the second use of one is refused."""
    received = open_entry(work, ticket)
    if isinstance(received, Problem):
        return received
    clerk = replace(work, actor=replace(SYSTEM, mode=received.mode))
    application_id = take_in(clerk, received.reference)
    if isinstance(application_id, Problem):
        return application_id
    asked = application(clerk, application_id)
    if isinstance(asked, Problem):
        return asked
    return Entered(application_id, issue_borrower_session(work, asked.owner_id))


def case_of(work: Work, party: Party, application_id: UUID) -> Case | Problem:
    """Where a case stands; somebody else's is not found."""
    asked = application(work, application_id)
    return asked if isinstance(asked, Problem) else case_now(work, party, asked)


def inquiry_asks(work: Work, party: Party, application_id: UUID) -> tuple[Ask, ...] | Problem:
    """What must be agreed to before the bureau is asked: each on its own, this institution named."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    file = underwriting_of(work, application_id)
    return asks_for(party, work.today(), is_own=file is None or file.reference is None)


def confirm_inquiry(
    work: Work, party: Party, application_id: UUID, agreed: Collection[str], language: Language
) -> Case | Problem:
    """Keep the consents (every `Ask.shown` must be in `agreed`) and let the institution decide.

    Confirmed twice, it is confirmed once. Nobody is asked inside this call: the case becomes `deciding` and
    the page asks again.
    """
    case = case_of(work, party, application_id)
    if isinstance(case, Problem) or case.stage is not Stage.INQUIRY:
        return case
    asks = inquiry_asks(work, party, application_id)
    if isinstance(asks, Problem):
        return asks
    if not {ask.shown for ask in asks} <= set(agreed):
        return _NOT_AGREED
    for ask in asks:
        given = agree(work, party, case.application.owner_id, ask, language)
        if isinstance(given, Problem):
            return given
    open_underwriting(work, application_id)
    problem = confirm_underwriting(work, application_id)
    return problem or case_of(work, party, application_id)


def accept_terms(work: Work, party: Party, application_id: UUID) -> Contract | Problem:
    """Draft the contract on the approved terms; accepted twice, it is the same contract."""
    case = case_of(work, party, application_id)
    if isinstance(case, Problem):
        return case
    if case.contract is not None:
        return case.contract
    if case.stage not in {Stage.APPROVED, Stage.COUNTER_OFFER} or case.terms is None:
        return _NOT_APPROVED
    return draft_contract(work, new_contract(work, case, case.terms))


def sign(
    work: Work, party: Party, application_id: UUID, text_hash: str, typed_name: str
) -> Contract | Problem:
    """Sign, unless the package was taken back: the reference is held in this very transaction, so that a
    withdrawal on the platform comes before the signature or after it and never between."""
    case = case_of(work, party, application_id)
    if isinstance(case, Problem):
        return case
    if case.contract is None:
        return _NOT_APPROVED
    if case.reference is not None and case.stage is not Stage.LOAN:
        held = hold_open(work, case.reference)
        if isinstance(held, Problem):
            return held
    if case.stage is Stage.CLOSED:
        return _NOT_APPROVED
    signed = sign_contract(work, case.contract.id, text_hash, typed_name)
    if isinstance(signed, Contract) and case.reference is not None:
        note_signed(work, case.reference)
    return signed


def leave(work: Work, party: Party, application_id: UUID) -> Case | Problem:
    """Close the case before a signature; the platform is told. A loan is not left but repaid."""
    case = case_of(work, party, application_id)
    if isinstance(case, Problem):
        return case
    if case.stage is Stage.LOAN:
        return _SIGNED
    if case.stage is not Stage.CLOSED:
        stop_case(work, application_id, "left")
    return case_of(work, party, application_id)


_NOT_AGREED = Problem(
    "inquiry.consent.missing",
    Text(
        "需要逐项同意后才能查询和审批；不同意可以离开，不会查询。",
        "Each item has to be agreed to before anything is asked; you may leave, and nothing is.",
    ),
    Text("请逐项阅读并勾选。", "Read and tick each of them."),
    "agreed",
)
_NOT_APPROVED = Problem(
    "case.not_approved.conflict",
    Text("这笔申请现在没有可以接受的条件。", "This application has no terms to accept now."),
    Text("请返回查看结果。", "Go back and look at the result."),
)
_SIGNED = Problem(
    "case.signed.conflict",
    Text("合同已经签署，不能这样离开。", "The contract is signed and cannot be left like this."),
    Text("可以提前还清。", "You may repay early."),
)
