"""What a day does to one instalment: it earns, it falls due, it costs a penalty while it is late. Pure.

Each is cumulative up to a day, so a day that is done twice, or five days done at once, end the same.
"""

from dataclasses import replace
from datetime import date

from puhui.cost import overdue_penalty_fen
from puhui.servicing.accrual import earned
from puhui.servicing.model import Instalment, Loan


def brought_to(instalment: Instalment, loan: Loan, on: date, compounds: bool = False) -> Instalment:
    """The instalment as it stands at the start of business date `on`.

    `compounds`: the contract lets unpaid interest bear the penalty rate too (複利; the default is no).
    """
    return penalised(billed(earned(instalment, loan.terms, loan.grows, on), on), loan, on, compounds)


def billed(instalment: Instalment, on: date) -> Instalment:
    """Fallen due, once its day has come."""
    if instalment.is_billed or instalment.is_cancelled or on < instalment.due:
        return instalment
    return bill(instalment)


def bill(instalment: Instalment) -> Instalment:
    """Fallen due whatever the day: all its interest counts as earned."""
    return replace(
        instalment, is_billed=True, accrued_fen=instalment.owed.interest_fen, counted_to=instalment.due
    )


def penalised(instalment: Instalment, loan: Loan, on: date, compounds: bool) -> Instalment:
    """With the penalty of every day on which money of it was overdue (domain 2.3, example W11).

    Fen-days are added up and priced as a whole, so a penalty of 90 days is one rounding, not ninety.
    """
    if not instalment.is_billed or instalment.is_cancelled or instalment.counted_to is None:
        return instalment
    days = (on - instalment.counted_to).days
    if days <= 0:
        return instalment
    fen_days = instalment.overdue_fen_days + _late_fen(instalment, compounds) * days
    penalty_fen = overdue_penalty_fen(
        fen_days, loan.terms.annual_rate, loan.penalty_uplift_share, 1, loan.day_count.year_days
    )
    owed = replace(instalment.owed, penalty_fen=penalty_fen)
    return replace(instalment, owed=owed, overdue_fen_days=fen_days, counted_to=on)


def _late_fen(instalment: Instalment, compounds: bool) -> int:
    unpaid = instalment.unpaid
    return unpaid.principal_fen + (unpaid.interest_fen if compounds else 0)
