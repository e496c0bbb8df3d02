"""The catalogue from its files: `institutions/*.yaml` and `products/*.yaml`, checked before use.

A file that is not whole names itself and the field that is wrong. The platform's commission stands in the
product's file, because it must be known and disclosed; it is checked here and goes no further, so nothing
that ranks or filters can read it (decision 0014).
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from puhui.cost import DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType, Payer
from puhui.decision import Band
from puhui.intake import SubjectKind, purposes, sources
from puhui.kernel import Text, fen
from puhui.matching.model import (
    Catalogue,
    Concentration,
    Institution,
    InstitutionKind,
    PartnerList,
    Product,
    Scheme,
)
from puhui.rulebook import Basis

_ROOM: Final = Path(__file__).parent
T = TypeVar("T")


@cache
def shipped_catalogue() -> Catalogue:
    """The three made-up institutions and their ten products that come with the program."""
    return read_catalogue(_ROOM / "institutions", _ROOM / "products")


@cache
def shipped_chances() -> Mapping[Band, Decimal]:
    """How often a usual lender follows the advice, by band."""
    return _reading(_ROOM / "data" / "chances.yaml", lambda row: _by_band(row["chances"], most=Decimal(1)))


@cache
def offer_days() -> int:
    """How many days an offer stands."""
    return _reading(_ROOM / "data" / "offers.yaml", lambda row: int(row["valid_days"]))


def read_catalogue(institutions: Path, products: Path) -> Catalogue:
    """Both folders, checked together. Raises ValueError naming file and field."""
    houses = [_reading(path, _institution) for path in sorted(institutions.glob("*.yaml"))]
    known = {house.code: house for house in houses}
    found = [_reading(path, lambda row: _product(row, known)) for path in sorted(products.glob("*.yaml"))]
    codes = [product.code for product in found]
    if len(known) < len(houses) or len(set(codes)) < len(codes):
        raise ValueError("two files of the catalogue carry the same code")
    return Catalogue(known, tuple(found))


def _reading(path: Path, build: Callable[[dict[str, Any]], T]) -> T:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(content, dict):
            raise TypeError("a file describes one thing as a mapping")
        for key in ("owner", "source", "effective"):
            if not content.get(key):
                raise ValueError(f"says no {key}")
        return build(content)
    except KeyError as error:
        raise ValueError(f"{path.name}: misses {error.args[0]}") from error
    except (ValueError, TypeError, ArithmeticError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _institution(row: dict[str, Any]) -> Institution:
    listed, held = row["partner_list"], row["concentration"]
    page = str(row["page"])
    if not page.startswith("https://"):
        raise ValueError("page must be an https address of the institution's own")
    return Institution(
        code=str(row["code"]),
        name=_told(row["name"]),
        kind=InstitutionKind(row["kind"]),
        regions=tuple(map(str, row["regions"])),
        page=page,
        contact=str(row["contact"]),
        partner_list=PartnerList(
            _day(listed["published"]), _day(listed["valid_from"]), _day(listed["valid_to"])
        ),
        concentration=Concentration(
            *(_positive(held, name) for name in (
                "with_platform_yuan", "net_tier1_capital_yuan", "with_all_partners_yuan", "all_loans_yuan"
            ))
        ),
    )  # fmt: skip


def _product(row: dict[str, Any], houses: Mapping[str, Institution]) -> Product:
    if row["institution"] not in houses:
        raise ValueError(f"institution {row['institution']} is not in the catalogue")
    _commission(row["commission_share"])
    rates = _by_band(row["rates"])
    appetite = _by_band(row["appetite"], most=Decimal("1.2"))
    if rates.keys() != appetite.keys():
        raise ValueError("rates and appetite are given for different bands")
    least_fen, most_fen = fen(str(row["amount_yuan"]["least"])), fen(str(row["amount_yuan"]["most"]))
    if not 0 < least_fen <= most_fen:
        raise ValueError("amount_yuan: the least is above nothing and not above the most")
    return Product(
        code=str(row["code"]),
        institution=row["institution"],
        name=_told(row["name"]),
        active_from=_day(row["active"]["from"]),
        active_to=_day(row["active"]["to"]),
        borrower_kinds=frozenset(SubjectKind(kind) for kind in row["borrower_kinds"]),
        scheme=Scheme(row["scheme"]),
        industries_excluded=tuple(map(str, row["industries_excluded"])),
        purposes=_known(row["purposes"], purposes(), "purposes"),
        amount_least_fen=least_fen,
        amount_most_fen=most_fen,
        months=frozenset(int(months) for months in row["months"]),
        method=Method(row["method"]),
        day_count=DayCount(row["day_count"]),
        rates=rates,
        appetite=appetite,
        fees=tuple(_fee(fee) for fee in row["fees"]),
        required_data=_known(row["required_data"], sources(), "required_data"),
        channel=str(row["channel"]),
        cap_basis=Basis(row["cap_basis"]),
        partner_share=_share(row.get("partner_share", "0")),
    )


def _fee(row: dict[str, Any]) -> Fee:
    fee = Fee(
        name=str(row["name"]),
        payee=str(row["payee"]),
        payee_type=PayeeType(row["payee_type"]),
        timing=FeeTiming(row["timing"]),
        basis=FeeBasis(row["basis"]),
        amount_fen=fen(str(row.get("amount_yuan", "0"))),
        share=_share(row.get("share", "0")),
        payer=Payer(row.get("payer", "borrower")),
    )
    if fee.payee_type is PayeeType.PLATFORM and fee.payer is Payer.BORROWER:
        raise ValueError(f"fee {fee.name}: the platform takes nothing from the borrower (domain 0.4)")
    return fee


def _by_band(row: Mapping[str, str], most: Decimal = Decimal(1)) -> dict[Band, Decimal]:
    table = {Band(band): _share(value, most) for band, value in row.items()}
    if not table:
        raise ValueError("a table by band needs at least one band")
    return table


def _share(written: object, most: Decimal = Decimal(1)) -> Decimal:
    if not isinstance(written, str):
        raise TypeError(f"{written!r}: write a share in quotes, so that it stays exact")
    value = Decimal(written)
    if not 0 <= value <= most:
        raise ValueError(f"{written} is not between 0 and {most}")
    return value


def _commission(written: object) -> None:
    _share(written)


def _known(written: list[str], table: Mapping[str, object], field: str) -> frozenset[str]:
    unknown = sorted(set(written) - set(table))
    if unknown or not written:
        raise ValueError(f"{field}: {', '.join(unknown) or 'nothing'} is not in the table of intake")
    return frozenset(written)


def _positive(row: Mapping[str, Any], name: str) -> int:
    value = fen(str(row[name]))
    if value <= 0:
        raise ValueError(f"{name} must be above nothing")
    return value


def _day(written: object) -> date:
    if type(written) is not date:
        raise TypeError(f"{written!r} is not a date (write 2026-11-01 without quotes)")
    return written


def _told(row: Mapping[str, str]) -> Text:
    return Text(str(row["zh"]), str(row["en"]))
