"""A case as one line of the list: where it stands, and what is due next."""

from puhui.app.institution.case import Case, Stage
from puhui.app.pages.lending.shown_loan import status
from puhui.app.pages.views.lending.loan import ListedLoan
from puhui.ground import Work
from puhui.kernel import business_date
from puhui.loan import DrawdownState, drawdowns_of
from puhui.servicing import LoanState, loans_of


def listed(work: Work, case: Case) -> ListedLoan:
    """One line. A loan shows its first open drawdown."""
    asked = case.application
    shown = ListedLoan(
        href=f"/lending/{asked.id}",
        product=case.product.name,
        amount_fen=case.contract.terms.limit_fen if case.contract else asked.amount_fen,
        status=case.stage.value,
        day=business_date(asked.created_at),
    )
    if case.stage is not Stage.LOAN or case.contract is None:
        return shown
    return _with_loan(work, case, shown)


def _with_loan(work: Work, case: Case, shown: ListedLoan) -> ListedLoan:
    assert case.contract is not None  # noqa: S101 - a loan has a contract
    loans = loans_of(work, case.contract.id)
    going = [it for it in loans if it.state is not LoanState.SETTLED]
    if not loans:
        drawn = drawdowns_of(work, case.contract.id)
        waiting = any(it.state in {DrawdownState.RESERVED, DrawdownState.POSTED} for it in drawn)
        return _told(shown, "reserved" if waiting else "signed")
    one = (going or list(loans))[0]
    due_fen = one.due_now_fen or one.next_due_fen
    next_due = one.oldest_unpaid_due or one.next_due
    return ListedLoan(
        shown.href, shown.product, one.lent_fen, status(one), shown.day, next_due if going else None, due_fen
    )


def _told(shown: ListedLoan, word: str) -> ListedLoan:
    return ListedLoan(shown.href, shown.product, shown.amount_fen, word, shown.day)
