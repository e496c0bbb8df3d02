"""随借随还: drawn once, repaid on any day, interest by the day on what is still owed (domain 2.3)."""

from datetime import timedelta
from decimal import Decimal

from puhui.cost.model import Instalment, Repayment, Terms
from puhui.cost.periods import add_months
from puhui.kernel import YearlyRate, round_fen


def revolving(terms: Terms) -> tuple[Instalment, ...]:
    """Each repayment with the interest accrued since the one before it, by days as they are."""
    daily_rate = YearlyRate(terms.annual_rate).daily(terms.day_count.year_days)
    owed_fen, since, posted = terms.principal_fen, terms.drawdown, []
    for repayment in repayments(terms):
        days = (repayment.on - since).days
        interest_fen = round_fen(owed_fen * daily_rate * days)
        posted.append(Instalment(repayment.on, repayment.principal_fen, interest_fen))
        owed_fen, since = owed_fen - repayment.principal_fen, repayment.on
    return tuple(posted)


def repayments(terms: Terms) -> tuple[Repayment, ...]:
    """What the borrower means to repay: as given, or everything at the end."""
    if terms.repayments:
        return terms.repayments
    if terms.days is not None:
        end = terms.drawdown + timedelta(days=terms.days)
    else:
        end = add_months(terms.drawdown, terms.months)
    return (Repayment(end, terms.principal_fen),)


def occupied_fen_years(received_fen: int, terms: Terms) -> Decimal:
    """Principal actually occupied × time, in fen-years of 365 days: what a simple yearly cost is divided by.

    An upfront fee shrinks it in proportion, because only cash received was ever used (民法典 670).
    """
    fen_days = sum(
        repayment.principal_fen * (repayment.on - terms.drawdown).days for repayment in repayments(terms)
    )
    return Decimal(fen_days) * received_fen / terms.principal_fen / 365
