"""From an approval to offers: what matching must know beside what was decided, looked up in one place.

The pages ask at once; for decisions made over the API the outbox brings `decision.made` here. Either way the
same decision is matched once.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

import polars as pl

from puhui.decision import Kept, decision_by_id
from puhui.evidence import DebtSummary, debts_of, invoices_of
from puhui.ground import Erased, Work
from puhui.ground.outbox import Message
from puhui.intake import Application, application, subject
from puhui.kernel import Outcome, Problem
from puhui.matching import Catalogue, KeptMatching, keep_offers, offers_of, request_of
from puhui.rulebook import rulebook

_YEAR: Final = timedelta(days=365)
_FEN_PER_WAN: Final = 1_000_000


def offers_for(
    work: Work, asked: Application, decided: Kept, catalogue: Catalogue | None = None, *, is_own: bool = False
) -> KeptMatching | Problem:
    """Match a decision and keep the round; `is_own` where an institution offers its own products."""
    now = application(work, asked.id)
    if isinstance(now, Problem):
        return now
    problem = _matched(work, now, decided, catalogue, is_own=is_own)
    return offers_of(work, asked.id) if problem is None else problem


def on_decision_made(
    work: Work, message: Message, catalogue: Catalogue | None = None, *, is_own: bool = False
) -> Problem | None:
    """The outbox's side: an approval gets its offers, anything else needs none."""
    if message.payload["outcome"] != Outcome.APPROVE.value:
        return None
    work = work.looking_once()
    asked = application(work, UUID(message.payload["application_id"]))
    decided = decision_by_id(work, UUID(message.payload["decision_id"]))
    if isinstance(asked, Problem):
        return asked
    if not isinstance(decided, Kept):
        return decided if isinstance(decided, Problem) else None
    return _matched(work, asked, decided, catalogue, is_own=is_own)


def _matched(
    work: Work, asked: Application, decided: Kept, catalogue: Catalogue | None, *, is_own: bool
) -> Problem | None:
    business_id = asked.enterprise_id or asked.owner_id
    borrower = subject(work, business_id)
    if isinstance(borrower, Problem):
        return borrower
    request = request_of(
        work,
        asked,
        borrower,
        outcome=decided.outcome,
        limit_fen=decided.limit_fen,
        band=decided.band,
        industry=borrower.trade,
        household_credit_fen=_existing_credit_fen(work, asked.owner_id, business_id),
        is_small_or_micro=_is_surely_small(work, business_id, borrower.trade),
    )
    return keep_offers(work, request, asked, decided.id, catalogue, is_own=is_own)


def _existing_credit_fen(work: Work, owner_id: UUID, business_id: UUID) -> int | None:
    """What owner and business owe together, None when nobody has said."""
    known = [debts_of(work, subject_id) for subject_id in dict.fromkeys((owner_id, business_id))]
    told = [summary.balance_fen for summary in known if isinstance(summary, DebtSummary)]
    return sum(told) if told else None


def _is_surely_small(work: Work, business_id: UUID, industry_code: str | None) -> bool | None:
    """True when a year's invoiced sales alone rule out a larger class (domain 1.1), None when they do not.

    Employees and assets are not asked for: a class needs every one of its bounds, so low sales are enough.
    """
    invoices = invoices_of(work, business_id)
    if industry_code is None or isinstance(invoices, Erased) or invoices.is_empty():
        return None
    sold = (pl.col("direction") == "sale") & ~pl.col("voided") & (pl.col("issued_on") > work.today() - _YEAR)
    income_wan = Decimal(int(invoices.filter(sold)["amount_fen"].sum())) / _FEN_PER_WAN
    found = rulebook().on(work.today()).size_class(industry_code, None, income_wan, None)
    return None if isinstance(found, Problem) or not found.is_small_or_micro else True
