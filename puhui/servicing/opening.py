"""From the terms of a drawdown to its schedule: `cost`'s own quote, as instalments that can be paid. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from puhui.cost import Fee, Method, PayeeType, Terms, quote
from puhui.servicing.model import Amounts, Instalment


def schedule_of(terms: Terms, moved: Callable[[date], date] | None = None) -> tuple[Instalment, ...]:
    """Every instalment of the quote. `moved` gives the last day to pay where the product moves due dates.

    A revolving loan starts without interest: it is earned day by day on what is still owed.
    """
    quoted = quote(terms).schedule
    passed_on = quote(replace(terms, fees=_third_parties(terms.fees))).schedule
    days = pairwise((terms.drawdown, *(it.due for it in quoted)))
    grows = terms.method is Method.REVOLVING
    return tuple(
        Instalment(
            number,
            starts,
            ends,
            moved(ends) if moved else ends,
            Amounts(it.principal_fen, 0 if grows else it.interest_fen, it.fees_fen),
            third_party_fees_fen=others.fees_fen,
        )
        for number, (it, others, (starts, ends)) in enumerate(zip(quoted, passed_on, days, strict=True), 1)
    )


def _third_parties(fees: tuple[Fee, ...]) -> tuple[Fee, ...]:
    return tuple(fee for fee in fees if fee.payee_type is not PayeeType.LENDER)
