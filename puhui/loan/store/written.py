"""What was agreed, as it is written down for good, and back again: decimals stay exact, words whole."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from puhui.cost import Audience, DayCount, Method, fee_from
from puhui.exchange import plain
from puhui.kernel import Text
from puhui.loan.model import AgreedTerms, NewContract
from puhui.matching import NamedFee
from puhui.rulebook import Basis


def written(agreed: NewContract) -> dict[str, Any]:
    """As JSON has it."""
    row: dict[str, Any] = plain(asdict(agreed))
    return row


def agreed_from(row: Mapping[str, Any]) -> NewContract:
    """The same facts again."""
    return NewContract(
        application_id=UUID(row["application_id"]),
        subject_id=UUID(row["subject_id"]),
        product=row["product"],
        product_name=Text(**row["product_name"]),
        lender_name=Text(**row["lender_name"]),
        lender_contact=row["lender_contact"],
        terms=_terms(row["terms"]),
        reference=row["reference"],
        audience=Audience(row["audience"]),
        purpose=row["purpose"],
        use=row["use"],
        price_channel=row["price_channel"],
    )


def _terms(row: Mapping[str, Any]) -> AgreedTerms:
    return AgreedTerms(
        limit_fen=row["limit_fen"],
        months=row["months"],
        method=Method(row["method"]),
        annual_rate=Decimal(row["annual_rate"]),
        day_count=DayCount(row["day_count"]),
        fees=tuple(map(_fee, row["fees"])),
        penalty_uplift_share=Decimal(row["penalty_uplift_share"]),
        prepayment_fee_share=Decimal(row["prepayment_fee_share"]),
        is_revolving=row["is_revolving"],
        cap_basis=Basis(row["cap_basis"]),
    )


def _fee(row: Mapping[str, Any]) -> NamedFee:
    return NamedFee(fee_from(row["charged"]), Text(**row["name"]), Text(**row["payee"]))
