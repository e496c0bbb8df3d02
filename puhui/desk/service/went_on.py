"""Where an application went after an offer: handed over and answered, lent and paid back."""

from uuid import UUID

from puhui.decision import underwriting_of
from puhui.desk.bodies.case.lent import LoanShown
from puhui.desk.bodies.case.offered import HandoverShown
from puhui.desk.showing.lent import booked_loan, mirror_loan
from puhui.desk.showing.naming import Names
from puhui.desk.showing.offered import handover_body, received_body
from puhui.exchange import PartnerEvent, Received, handovers_of, received_of, told_about
from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import contract_for
from puhui.loan.mirror import mirrored


def handovers_shown(work: Work, application_id: UUID, names: Names) -> list[HandoverShown]:
    """At a platform what it handed over, at an institution how the application came."""
    if work.house is None:
        return [handover_body(it, names) for it in handovers_of(work, application_id)]
    file = underwriting_of(work, application_id)
    if file is None or file.reference is None:
        return []
    came, told = _received(work, file.reference)
    return [] if came is None else [received_body(came, told, names)]


def loans_shown(work: Work, application_id: UUID, names: Names) -> list[LoanShown]:
    """At a platform the loan as it was told, at an institution the loan in its books."""
    if work.house is None:
        loan = mirrored(work, application_id)
        return [] if loan is None else [mirror_loan(loan, names)]
    contract = contract_for(work, application_id)
    return [] if contract is None else [booked_loan(work, contract, names)]


def _received(work: Work, reference: str) -> tuple[Received | None, tuple[PartnerEvent, ...]]:
    came = received_of(work, reference)
    return (None, ()) if isinstance(came, Problem) else (came, told_about(work, reference))
