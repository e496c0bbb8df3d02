"""A number is an expression in its group's file and its words in `titles.yaml`; this joins the two."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import yaml

from puhui.features.bank_flow.model import FlowFeature, FlowTable
from puhui.features.model import Direction, Unit
from puhui.kernel import Text

FlowFeatures = tuple[FlowFeature, ...]
_TITLES: Final = Path(__file__).parent / "titles.yaml"


def declared(table: FlowTable, expressions: Mapping[str, pl.Expr]) -> FlowFeatures:
    """Features of one table, each with its line in `titles.yaml`."""
    return tuple(
        FlowFeature(
            name=name,
            topic=row["topic"],
            title=Text(row["zh"], row["en"]),
            definition=Text(row["definition_zh"], row["definition_en"]),
            window=row.get("window", "all"),
            unit=Unit(row["unit"]),
            direction=Direction(row["direction"]),
            table=table,
            expression=expression,
        )
        for name, expression in expressions.items()
        for row in (told()[name],)
    )


@cache
def told() -> dict[str, Any]:
    """Every line of `titles.yaml` by the feature's name."""
    found: dict[str, Any] = yaml.safe_load(_TITLES.read_text(encoding="utf-8"))["features"]
    return found
