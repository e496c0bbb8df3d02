"""The tables of this room that are house policy, read from `data/` and checked."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

DATA: Final = Path(__file__).parent / "data"
_FIELDS: Final = frozenset({"limit", "value", "unit", "owner", "source", "effective"})


@cache
def limits() -> Mapping[str, int]:
    """Figures of house policy: name → figure in the unit that its name ends in.

    >>> limits()["reservation_minutes"]
    30
    """
    rows = read_yaml(DATA / "limits.yaml")
    return dict(_limit(row, f"limits.yaml, row {number}") for number, row in enumerate(rows, 1))


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """The content of one of this room's files."""
    return yaml.safe_load(path.read_text("utf-8"))


def _limit(row: Mapping[str, Any], where: str) -> tuple[str, int]:
    if not set(row) >= _FIELDS or type(row["effective"]) is not date:
        raise ValueError(f"{where}: needs {', '.join(sorted(_FIELDS))}")
    if type(row["value"]) is not int or row["value"] <= 0:
        raise ValueError(f"{where}: value is a whole number above nothing")
    return str(row["limit"]), row["value"]
