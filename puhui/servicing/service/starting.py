"""A drawdown has been paid out: its schedule begins."""

from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import DrawdownState, contract, drawdown, drawdown_terms, penalty_uplift
from puhui.rulebook import rulebook
from puhui.servicing.conventions import moves_due_dates
from puhui.servicing.model import Loan
from puhui.servicing.opening import schedule_of
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.problems import NOT_PAID_OUT
from puhui.servicing.store import loans
from puhui.servicing.store.whose import whose


def schedule_drawdown(work: Work, drawdown_id: UUID) -> Loan | Problem:
    """Keep the schedule of a posted drawdown, from its value date; asked again, nothing more happens.

    The institution's first loan begins its business date."""
    drawn = drawdown(work, drawdown_id)
    if isinstance(drawn, Problem):
        return drawn
    business_date(work)
    known = loans.get(work.connection, whose(work), drawdown_id)
    if known is not None:
        return known
    if drawn.state is not DrawdownState.POSTED:
        return NOT_PAID_OUT
    under, terms = contract(work, drawn.contract_id), drawdown_terms(work, drawdown_id)
    if isinstance(under, Problem):
        return under
    if isinstance(terms, Problem):
        return terms
    product = under.agreed.product
    one = Loan(
        drawn.id,
        drawn.institution,
        drawn.mode,
        drawn.contract_id,
        product,
        terms,
        under.terms.is_revolving,
        penalty_uplift(under.terms, under.signed_on or terms.drawdown),
        under.terms.prepayment_fee_share,
    )
    moved = rulebook().on(terms.drawdown).next_business_day if moves_due_dates(product) else None
    loans.open_loan(work.connection, one, schedule_of(terms, moved), work.now())
    work.audit("loan.scheduled", f"drawdown:{drawdown_id}")
    return one
