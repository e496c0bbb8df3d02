"""The catalogue from its files: `institutions/*.yaml` and `products/*.yaml`, checked before use.

A file that is not whole names itself and the field that is wrong.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from puhui.decision import Band
from puhui.matching.institution_file import institution_from
from puhui.matching.model import Catalogue
from puhui.matching.product_file import product_from
from puhui.matching.written import by_band

_ROOM: Final = Path(__file__).parent
T = TypeVar("T")


@cache
def shipped_catalogue() -> Catalogue:
    """The three made-up institutions and their ten products that come with the program."""
    return read_catalogue(_ROOM / "institutions", _ROOM / "products")


@cache
def shipped_chances() -> Mapping[Band, Decimal]:
    """How often a usual lender follows the advice, by band."""
    return _reading(_ROOM / "data" / "chances.yaml", lambda row: by_band(row["chances"], most=Decimal(1)))


@cache
def offer_days() -> int:
    """How many days an offer stands."""
    return _reading(_ROOM / "data" / "offers.yaml", lambda row: int(row["valid_days"]))


def read_catalogue(institutions: Path, products: Path) -> Catalogue:
    """Both folders, checked together. Raises ValueError naming file and field."""
    houses = [_reading(path, institution_from) for path in sorted(institutions.glob("*.yaml"))]
    known = {house.code: house for house in houses}
    found = [_reading(path, lambda row: product_from(row, known)) for path in sorted(products.glob("*.yaml"))]
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
