"""A feature is an expression here and its words in `titles.yaml`; this joins the two."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import yaml

from puhui.features.model import Unit
from puhui.features.people.model import PersonFeature, PersonSource
from puhui.kernel import Text

_HERE: Final = Path(__file__).parent
Features = tuple[PersonFeature, ...]


def declared(source: PersonSource, expressions: Mapping[str, pl.Expr]) -> Features:
    """Features with a line of their own in `titles.yaml`."""
    words = told("titles")["features"]
    return tuple(
        PersonFeature(name, source, row["topic"], Text(row["zh"], row["en"]), Unit(row["unit"]), expression)
        for name, expression in expressions.items()
        for row in (words[name],)
    )


@cache
def told(name: str) -> dict[str, Any]:
    """A table of this folder as it is written."""
    found: dict[str, Any] = yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
