"""Several reports into one picture of what is owed. Pure, and cautious where sources disagree."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from puhui.evidence.debts.model import Debt, DebtKind, DebtReport, DebtStatus, DebtSummary


def summarise(reports: Sequence[DebtReport]) -> DebtSummary | None:
    """The picture, or None when nobody has looked. Of each source only its newest report counts.

    A lender that two sources name for the same kind of debt is one lender, with the larger of the two
    figures: an applicant may forget, a bureau may lag. What only one source names counts as it stands.
    """
    newest = {report.source: report for report in sorted(reports, key=lambda report: report.as_of)}
    if not newest:
        return None
    owed = [debt for debt in _merged(newest.values()) if debt.status is not DebtStatus.SETTLED]
    running = [debt for debt in owed if debt.kind is not DebtKind.GUARANTEE]
    overdue = [debt for debt in owed if debt.overdue_days or debt.status is DebtStatus.OVERDUE]
    return DebtSummary(
        balance_fen=sum(debt.balance_fen for debt in running),
        monthly_service_fen=sum(debt.monthly_payment_fen or 0 for debt in running),
        service_known=all(debt.monthly_payment_fen is not None for debt in running if debt.balance_fen),
        limit_fen=sum(max(debt.limit_fen or 0, debt.balance_fen) for debt in running),
        working_capital_fen=sum(debt.balance_fen for debt in running if debt.kind is not DebtKind.MORTGAGE),
        unused_lines_fen=sum(_unused_fen(debt) for debt in running if debt.kind is DebtKind.BUSINESS_LOAN),
        guarantee_fen=sum(debt.balance_fen for debt in owed if debt.kind is DebtKind.GUARANTEE),
        overdue_balance_fen=sum(debt.balance_fen for debt in overdue),
        worst_overdue_days=max((debt.overdue_days for debt in overdue), default=0),
        lenders=len({_same(debt)[0] for debt in running}),
        sources=frozenset(newest),
        oldest_as_of=min(report.as_of for report in newest.values()),
    )


def _unused_fen(debt: Debt) -> int:
    return max((debt.limit_fen or 0) - debt.balance_fen, 0)


def _merged(reports: Iterable[DebtReport]) -> Iterable[Debt]:
    """Debts by lender and kind: summed within a source, the larger figure between sources."""
    per_source = [
        [_summed(list(same)) for _, same in groupby(_sorted(report.debts), _same)] for report in reports
    ]
    everything = sorted((debt for debts in per_source for debt in debts), key=_same)
    for _, same in groupby(everything, _same):
        yield _worse(list(same))


def _sorted(debts: Iterable[Debt]) -> list[Debt]:
    return sorted((debt for debt in debts if debt.status is not DebtStatus.SETTLED), key=_same)


def _same(debt: Debt) -> tuple[str, str]:
    return "".join(unicodedata.normalize("NFKC", debt.lender).split()).lower(), debt.kind.value


def _summed(debts: list[Debt]) -> Debt:
    payments = [debt.monthly_payment_fen for debt in debts]
    known = [payment for payment in payments if payment is not None]
    return Debt(
        lender=debts[0].lender,
        kind=debts[0].kind,
        balance_fen=sum(debt.balance_fen for debt in debts),
        status=_status(debts),
        limit_fen=sum(max(debt.limit_fen or 0, debt.balance_fen) for debt in debts),
        monthly_payment_fen=sum(known) if len(known) == len(payments) else None,
        overdue_days=max(debt.overdue_days for debt in debts),
    )


def _worse(debts: list[Debt]) -> Debt:
    payments = [debt.monthly_payment_fen for debt in debts if debt.monthly_payment_fen is not None]
    return Debt(
        lender=debts[0].lender,
        kind=debts[0].kind,
        balance_fen=max(debt.balance_fen for debt in debts),
        status=_status(debts),
        limit_fen=max(debt.limit_fen or 0 for debt in debts),
        monthly_payment_fen=max(payments, default=None),
        overdue_days=max(debt.overdue_days for debt in debts),
    )


def _status(debts: list[Debt]) -> DebtStatus:
    overdue = any(debt.status is DebtStatus.OVERDUE or debt.overdue_days for debt in debts)
    return DebtStatus.OVERDUE if overdue else DebtStatus.CURRENT
