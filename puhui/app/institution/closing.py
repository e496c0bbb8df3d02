"""Stopping a case before a signature, whoever asks for it: nothing new is done, and the platform is told."""

from uuid import UUID

from puhui.decision import open_underwriting, stop_underwriting, underwriting_of
from puhui.exchange import EventKind, tell
from puhui.ground import Work
from puhui.intake import Application, application, withdraw_application
from puhui.intake.lifecycle import NEXT
from puhui.kernel import Problem
from puhui.loan import ContractState, cancel_contract, contract_for

_SIGNED = frozenset({ContractState.SIGNED, ContractState.CLOSED})


def stop_case(work: Work, application_id: UUID, why: str) -> Problem | None:
    """Stop it once; `why` is a code. A signed contract lives on and is left alone."""
    contract = contract_for(work, application_id)
    if contract is not None and contract.state in _SIGNED:
        return None
    open_underwriting(work, application_id)
    if not stop_underwriting(work, application_id, why):
        return None
    if contract is not None and contract.state is not ContractState.CANCELLED:
        cancelled = cancel_contract(work, contract.id, why)
        if isinstance(cancelled, Problem):
            return cancelled
    asked = application(work, application_id)
    if isinstance(asked, Application) and NEXT[asked.status]:
        withdraw_application(work, application_id)
    file = underwriting_of(work, application_id)
    if file is not None and file.reference is not None:
        tell(work, file.reference, EventKind.APPLICATION_CLOSED, {"why": why})
    return None
