"""Fees as cash: what is deducted at the start and what is added to each instalment."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from puhui.cost.model import Fee, FeeBasis, FeeTiming, Instalment, Payer, Terms
from puhui.kernel import round_fen


def upfront_fees_fen(terms: Terms) -> int:
    """What is kept back on the day of drawdown."""
    fees = (fee for fee in borrowers_fees(terms) if fee.timing is FeeTiming.UPFRONT)
    return sum(fee_fen(fee, terms.principal_fen, terms.principal_fen) for fee in fees)


def with_fees(terms: Terms, instalments: tuple[Instalment, ...]) -> tuple[Instalment, ...]:
    """The same schedule with every fee of normal performance on the day it is due."""
    repaid_fen = accumulate((instalment.principal_fen for instalment in instalments), initial=0)
    last = instalments[-1]
    return tuple(
        replace(
            instalment,
            fees_fen=sum(
                fee_fen(fee, terms.principal_fen, terms.principal_fen - before_fen)
                for fee in borrowers_fees(terms)
                if fee.timing is FeeTiming.EACH or (fee.timing is FeeTiming.END and instalment is last)
            ),
        )
        for instalment, before_fen in zip(instalments, repaid_fen, strict=False)
    )


def borrowers_fees(terms: Terms) -> Iterable[Fee]:
    """The fees a borrower who keeps to the contract pays."""
    return (
        fee for fee in terms.fees if fee.payer is Payer.BORROWER and fee.timing is not FeeTiming.CONTINGENT
    )


def fee_fen(fee: Fee, principal_fen: int, balance_fen: int) -> int:
    """One posting of one fee; `balance_fen` is what is owed before that day's repayment."""
    if fee.basis is FeeBasis.AMOUNT:
        return fee.amount_fen
    of_fen = principal_fen if fee.basis is FeeBasis.PRINCIPAL else balance_fen
    return round_fen(of_fen * fee.share)
