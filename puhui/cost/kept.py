"""Terms and fees again, from the plain JSON in which somebody kept them: decimals are text and stay exact."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from puhui.cost.model import DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType, Payer, Repayment, Terms


def terms_from(kept: Mapping[str, Any]) -> Terms:
    """The terms whose fields were kept under their names."""
    return Terms(
        principal_fen=kept["principal_fen"],
        months=kept["months"],
        method=Method(kept["method"]),
        annual_rate=Decimal(kept["annual_rate"]),
        drawdown=date.fromisoformat(kept["drawdown"]),
        fees=tuple(map(fee_from, kept["fees"])),
        day_count=DayCount(kept["day_count"]),
        first_due=date.fromisoformat(kept["first_due"]) if kept["first_due"] else None,
        days=kept["days"],
        repayments=tuple(map(_repayment, kept["repayments"])),
    )


def fee_from(kept: Mapping[str, Any]) -> Fee:
    """The fee whose fields were kept under their names."""
    return Fee(
        name=kept["name"],
        payee=kept["payee"],
        payee_type=PayeeType(kept["payee_type"]),
        timing=FeeTiming(kept["timing"]),
        basis=FeeBasis(kept["basis"]),
        amount_fen=kept["amount_fen"],
        share=Decimal(kept["share"]),
        payer=Payer(kept["payer"]),
    )


def _repayment(kept: Mapping[str, Any]) -> Repayment:
    return Repayment(date.fromisoformat(kept["on"]), kept["principal_fen"])
