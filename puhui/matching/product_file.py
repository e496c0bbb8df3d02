"""A product as its file describes it.

The platform's commission stands in the file, because it must be known and disclosed; it is checked here and
goes no further, so nothing that ranks or filters can read it (decision 0014).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from puhui.cost import DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType, Payer
from puhui.intake import SubjectKind, purposes, sources
from puhui.kernel import fen
from puhui.matching.model import Institution, NamedFee, Product, Scheme
from puhui.matching.written import by_band, day, known, share, told
from puhui.rulebook import Basis


def product_from(row: dict[str, Any], houses: Mapping[str, Institution]) -> Product:
    """The product of one file. Raises KeyError, ValueError or TypeError where it is not whole."""
    if row["institution"] not in houses:
        raise ValueError(f"institution {row['institution']} is not in the catalogue")
    share(row["commission_share"])
    rates = by_band(row["rates"])
    appetite = by_band(row["appetite"], most=Decimal("1.2"))
    if rates.keys() != appetite.keys():
        raise ValueError("rates and appetite are given for different bands")
    least_fen, most_fen = fen(str(row["amount_yuan"]["least"])), fen(str(row["amount_yuan"]["most"]))
    if not 0 < least_fen <= most_fen:
        raise ValueError("amount_yuan: the least is above nothing and not above the most")
    return Product(
        code=str(row["code"]),
        institution=row["institution"],
        name=told(row["name"]),
        active_from=day(row["active"]["from"]),
        active_to=day(row["active"]["to"]),
        borrower_kinds=frozenset(SubjectKind(kind) for kind in row["borrower_kinds"]),
        scheme=Scheme(row["scheme"]),
        industries_excluded=tuple(map(str, row["industries_excluded"])),
        purposes=known(row["purposes"], purposes(), "purposes"),
        amount_least_fen=least_fen,
        amount_most_fen=most_fen,
        months=frozenset(int(months) for months in row["months"]),
        method=Method(row["method"]),
        day_count=DayCount(row["day_count"]),
        rates=rates,
        appetite=appetite,
        fees=tuple(_fee(fee) for fee in row["fees"]),
        required_data=known(row["required_data"], sources(), "required_data"),
        channel=str(row["channel"]),
        cap_basis=Basis(row["cap_basis"]),
        partner_share=share(row.get("partner_share", "0")),
    )


def _fee(row: dict[str, Any]) -> NamedFee:
    name, payee = told(row["name"]), told(row["payee"])
    fee = Fee(
        name=name.zh,
        payee=payee.zh,
        payee_type=PayeeType(row["payee_type"]),
        timing=FeeTiming(row["timing"]),
        basis=FeeBasis(row["basis"]),
        amount_fen=fen(str(row.get("amount_yuan", "0"))),
        share=share(row.get("share", "0")),
        payer=Payer(row.get("payer", "borrower")),
    )
    if fee.payee_type is PayeeType.PLATFORM and fee.payer is Payer.BORROWER:
        raise ValueError(f"fee {fee.name}: the platform takes nothing from the borrower (domain 0.4)")
    return NamedFee(fee, name, payee)
