"""Columns of a table of firms, found by their names in either language."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from puhui.kernel import Problem, Text

TRADES: Final = ("industry_code", "class", "division")
"""Where the trade stands; the first that is filled counts."""


@cache
def headers() -> Mapping[str, tuple[str, ...]]:
    """Field → the names its column may have."""
    written = files("puhui.identify.size").joinpath("data", "headers.yaml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in yaml.safe_load(written).items()}


def columns_in(header: Sequence[str]) -> dict[str, int] | Problem:
    """Field → its place in a row; a Problem where no column names a trade.

    >>> columns_in(["企业名称", "行业代码", "从业人员"])
    {'industry_code': 1, 'employees': 2}
    """
    written = ["".join(name.lower().split()).lstrip("\ufeff") for name in header]
    found = {
        field: written.index(name)
        for field, names in headers().items()
        for name in reversed(names)
        if name in written
    }
    return found if any(trade in found for trade in TRADES) else _NO_TRADE


_NO_TRADE: Final = Problem(
    "size.columns.missing",
    Text(
        "表里没有行业列（industry_code、class、division 或 行业代码）。",
        "The table has no column with the trade (industry_code, class or division).",
    ),
    Text(
        "请补上行业代码；没有的话先用 puhui identify industry 推断。",
        "Add the trade's code; without one, infer it first with puhui identify industry.",
    ),
)
