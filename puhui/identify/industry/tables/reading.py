"""The tables as they are written, checked: every code has its form, every share lies between 0 and 1."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from puhui.rulebook import read_yaml

FOLDER: Final = Path(__file__).parent
_CODE: Final = re.compile(r"\d{2,4}")


@dataclass(frozen=True, slots=True)
class Deciding:
    """The shares that decide; `deciding.yaml` says what each means."""

    version: str
    decision_threshold: float
    sure: float
    registered_code: float
    class_threshold: float
    words_share: float
    words_surer: float
    agreeing: float
    items_trust: float
    merchant_trust: float
    embed_below: float
    embed_below_trained: float
    embed_share: float
    embed_trust: float
    llm_below: float
    llm_share: float
    llm_trust: float


@dataclass(frozen=True, slots=True)
class TaxClasses:
    """`does`: short class name → the code of who does it. `goods`: short name → a thing of our words."""

    version: str
    does: Mapping[str, str]
    goods: Mapping[str, str]


@cache
def load_deciding(path: Path = FOLDER / "deciding.yaml") -> Deciding:
    """The thresholds. Raises ValueError naming the one that is no share."""
    content = _mapping(path)
    shares = {one.name: float(content[one.name]) for one in fields(Deciding) if one.name != "version"}
    wrong = [name for name, share in shares.items() if not 0 <= share <= (2 if name == "agreeing" else 1)]
    if wrong:
        raise ValueError(f"{path.name}: {wrong[0]} lies outside 0 and 1")
    return Deciding(str(content["version"]), **shares)


@cache
def load_merchant_categories(
    path: Path = FOLDER / "merchant_categories.yaml",
) -> Mapping[str, tuple[str, ...]]:
    """Merchant category → industry codes.

    >>> load_merchant_categories()["5812"]
    ('6210',)
    """
    listed = _mapping(path)["codes"]
    return {
        _code(category, path): tuple(_code(one, path) for one in codes) for category, codes in listed.items()
    }


@cache
def load_tax_classes(path: Path = FOLDER / "tax_classes.yaml") -> TaxClasses:
    """Short tax class names.

    >>> load_tax_classes().does["餐饮服务"]
    '62'
    """
    content = _mapping(path)
    does = {str(name): _code(code, path) for name, code in content["does"].items()}
    return TaxClasses(str(content["version"]), does, {str(a): str(b) for a, b in content["goods"].items()})


@cache
def load_english(path: Path = FOLDER / "divisions_en.yaml") -> Mapping[str, str]:
    """What sections and divisions are called in English.

    >>> load_english()["62"]
    'catering'
    """
    return {str(code): str(name) for code, name in _mapping(path)["names"].items()}


def _mapping(path: Path) -> Mapping[str, Any]:
    content = read_yaml(path)
    if not isinstance(content, dict) or "version" not in content:
        raise ValueError(f"{path.name}: a table with a version is needed")
    return content


def _code(written: object, path: Path) -> str:
    if not isinstance(written, str) or not _CODE.fullmatch(written):
        raise ValueError(f"{path.name}: {written!r} is not a code of two to four digits in quotes")
    return written
