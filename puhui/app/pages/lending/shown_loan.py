"""Drawdowns and loans as their pages show them: figures of `loan` and `servicing`, or differences of two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from puhui.app.pages.views.lending.loan import DueRow, Line, Loan, Payment, Payout, SettleQuote, Told
from puhui.app.pages.views.lending.rundown import Bar, rundown
from puhui.app.pages.wording import texts
from puhui.app.pages.writing import exact_yuan
from puhui.kernel import Text
from puhui.loan import BoundAccount, Contract, Disclosure, Drawdown, Facility
from puhui.servicing import Instalment, LoanState, Position, Repayment, RepaymentState, SettlementQuote

_RAIL: Final = frozenset({"no_funds", "account_closed"})


@dataclass(frozen=True, slots=True)
class Papers:
    """What a signed contract rests on: the cost table that was confirmed, and the account."""

    contract: Contract
    shown: Disclosure
    account: BoundAccount


def line(papers: Papers, facility: Facility | None) -> Line:
    """What may still be drawn."""
    contract = papers.contract
    free_fen = facility.free_fen if facility else contract.terms.limit_fen
    return Line(
        limit_fen=contract.terms.limit_fen,
        available_fen=contract.terms.limit_fen if free_fen is None else free_fen,
        received_fen=papers.shown.table.received_fen,
        is_revolving=contract.terms.is_revolving,
        apr_simple=papers.shown.table.apr_simple,
        card_masked=papers.account.card_masked,
    )


def payout(one: Drawdown, account: BoundAccount) -> Payout:
    """A drawdown that has not become a loan, or not yet."""
    return Payout(
        id=str(one.id),
        state=one.state.value,
        amount_fen=one.amount_fen,
        asked_at=one.reserved_at,
        expires_at=one.expires_at,
        card_masked=account.card_masked,
        why=rail_words(one.why) if one.why else None,
    )


def loan(papers: Papers, drawn: Drawdown, at: Position, instalments: Sequence[Instalment]) -> Loan:
    """What is owed and what comes."""
    grows = papers.contract.terms.is_revolving
    return Loan(
        id=str(drawn.id),
        product=papers.contract.agreed.product_name,
        state=at.state.value,
        lent_fen=at.lent_fen,
        lent_on=drawn.value_date or at.on,
        apr_simple=papers.shown.table.apr_simple,
        owed_fen=at.principal_outstanding_fen,
        due_now_fen=at.due_now_fen,
        next_due=at.next_due,
        next_due_fen=at.next_due_fen,
        days_past_due=at.days_past_due,
        penalty_fen=at.due_now.penalty_fen,
        card_masked=papers.account.card_masked,
        rows=() if grows else due_rows(instalments, at),
        on=at.on,
        may_pay_next=at.may_pay_next,
        is_revolving=grows,
        is_paying=at.is_paying,
    )


def due_rows(instalments: Sequence[Instalment], at: Position) -> tuple[DueRow, ...]:
    """The schedule; instalments that settling made unnecessary are left out."""
    kept = [it for it in instalments if not it.is_cancelled]
    repaid = accumulate(it.owed.principal_fen for it in kept)
    return tuple(
        DueRow(
            number=it.number,
            due=it.due,
            payment_fen=it.owed.total_fen,
            principal_fen=it.owed.principal_fen,
            interest_fen=it.owed.interest_fen,
            fees_fen=it.owed.fees_fen,
            left_fen=at.lent_fen - so_far,
            state=_state(it, at.on),
        )
        for it, so_far in zip(kept, repaid, strict=True)
    )


def bars(shown: Loan) -> tuple[Bar, ...]:
    """The picture of a loan running down."""
    owed = [row.left_fen + row.principal_fen for row in shown.rows]
    return rundown(owed, sum(row.state == "paid" for row in shown.rows))


def settle_quote(quote: SettlementQuote, instalments: Sequence[Instalment], today: date) -> SettleQuote:
    """What settling costs, and the interest that then never falls due."""
    to_the_end_fen = sum(it.unpaid.interest_fen for it in instalments)
    return SettleQuote(
        on=quote.on,
        principal_fen=quote.principal_fen,
        interest_fen=quote.interest_fen,
        fees_fen=quote.fees_fen,
        penalty_fen=quote.penalty_fen,
        total_fen=quote.total_fen,
        saved_fen=max(to_the_end_fen - quote.interest_fen, 0),
        is_today=quote.on == today,
    )


def payments(drawn: Drawdown, made: Sequence[Repayment]) -> tuple[Payment, ...]:
    """What moved, in order; what was refused moved nothing."""
    lent = Payment(drawn.value_date or made[0].value_date, "lent", drawn.amount_fen)
    repaid = (
        Payment(
            it.value_date,
            "repaid",
            it.amount_fen,
            it.split.principal_fen,
            it.split.interest_fen,
            it.split.fees_fen,
            it.split.penalty_fen,
            str(it.id),
        )
        for it in made
        if it.state is RepaymentState.POSTED
    )
    return (lent, *repaid)


def told(repayment: Repayment) -> Told:
    """What became of a repayment, in words."""
    if repayment.state is RepaymentState.POSTED:
        words = texts()["lending.repay.done"].fill(amount=exact_yuan(repayment.amount_fen))
    elif repayment.state is RepaymentState.REFUSED:
        why = rail_words(repayment.why or "")
        said = texts()["lending.repay.refused"]
        words = Text(said.zh.format(why=why.zh), said.en.format(why=why.en))
    else:
        words = texts()["lending.repay.waiting"]
    return Told(repayment.state.value, words)


def rail_words(code: str) -> Text:
    """A bank's reason in plain words."""
    return texts()[f"lending.rail.{code if code in _RAIL else 'other'}"]


def status(at: Position) -> str:
    """A loan in one word of the list."""
    return {LoanState.CURRENT: "current", LoanState.OVERDUE: "overdue", LoanState.SETTLED: "settled"}[
        at.state
    ]


def _state(it: Instalment, on: date) -> str:
    if not it.is_open:
        return "paid"
    if it.due < on:
        return "overdue"
    if it.due == on:
        return "due"
    return "part" if it.paid.total_fen else "later"
