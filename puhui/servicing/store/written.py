"""What `cost` was asked, as it is written down for good, and back again: decimals stay exact."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from puhui.cost import DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType, Payer, Terms


def written(terms: Terms) -> dict[str, Any]:
    """As JSON has it."""
    plain: dict[str, Any] = _plain(asdict(terms))
    return plain


def terms_from(row: Mapping[str, Any]) -> Terms:
    """The same terms again."""
    return Terms(
        principal_fen=row["principal_fen"],
        months=row["months"],
        method=Method(row["method"]),
        annual_rate=Decimal(row["annual_rate"]),
        drawdown=date.fromisoformat(row["drawdown"]),
        fees=tuple(map(_fee, row["fees"])),
        day_count=DayCount(row["day_count"]),
        days=row["days"],
    )


def _fee(row: Mapping[str, Any]) -> Fee:
    return Fee(
        name=row["name"],
        payee=row["payee"],
        payee_type=PayeeType(row["payee_type"]),
        timing=FeeTiming(row["timing"]),
        basis=FeeBasis(row["basis"]),
        amount_fen=row["amount_fen"],
        share=Decimal(row["share"]),
        payer=Payer(row["payer"]),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
