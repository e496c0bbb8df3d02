"""The desk: what the borrower's pages at the institution ask for, each in the one transaction of its `Work`.

    entered = enter(work, ticket)                       # /enter/{ticket}: a session and a case
    case = case_of(work, application_id)                # where it stands, and what to show
    asks = inquiry_asks(work, application_id)           # the consents before the one hard inquiry
    case = confirm_inquiry(work, application_id, agreed, language)   # → deciding; the worker asks and decides
    contract = accept_terms(work, application_id)       # → a drafted contract; lending goes on in `loan`
    case = leave(work, application_id)                  # the borrower walks away before signing

A confirmation is one and makes at most one inquiry: its number follows from the case, so a retry after a
crash is recognised by the bureau.
"""

from collections.abc import Collection
from uuid import UUID

from puhui.app.institution.case import Ask, Case, Entered
from puhui.ground import Work
from puhui.kernel import Language, Problem
from puhui.loan import Contract


def enter(work: Work, ticket: str) -> Entered | Problem:
    """Open a one-time ticket; the second use of one is refused."""
    raise NotImplementedError


def case_of(work: Work, application_id: UUID) -> Case | Problem:
    """Where a case stands; somebody else's is not found."""
    raise NotImplementedError


def inquiry_asks(work: Work, application_id: UUID) -> tuple[Ask, ...] | Problem:
    """What must be agreed to before the bureau is asked: each on its own, this institution named."""
    raise NotImplementedError


def confirm_inquiry(
    work: Work, application_id: UUID, agreed: Collection[str], language: Language
) -> Case | Problem:
    """Keep the consents (every `Ask.shown` must be in `agreed`) and let the institution decide.

    Confirmed twice, it is confirmed once. Nobody is asked inside this call: the case becomes `deciding` and
    the page asks again.
    """
    raise NotImplementedError


def accept_terms(work: Work, application_id: UUID) -> Contract | Problem:
    """Draft the contract on the approved terms; accepted twice, it is the same contract."""
    raise NotImplementedError


def leave(work: Work, application_id: UUID) -> Case | Problem:
    """Close the case before a signature; the platform is told."""
    raise NotImplementedError
