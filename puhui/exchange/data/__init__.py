"""The tables of this room, read from the files beside this one and checked when they are first asked."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_HERE: Final = Path(__file__).parent
_SAID: Final = frozenset({"value", "unit", "owner", "source", "effective"})


@cache
def figures() -> Mapping[str, int]:
    """Figures of the protocol: name → value in the unit that its name ends in.

    >>> figures()["fresh_seconds"]
    300
    """
    rows: Any = yaml.safe_load((_HERE / "figures.yaml").read_text("utf-8"))
    return dict(_figure(row, number) for number, row in enumerate(rows, 1))


@cache
def field_consents() -> Mapping[str, str]:
    """Which field of the consent covers which field of a package: path → consent field.

    >>> field_consents()["identity.resident_id"]
    'identity'
    """
    content: Any = yaml.safe_load((_HERE / "package_fields.yaml").read_text("utf-8"))
    if not {"owner", "source", "effective", "fields"} <= set(content):
        raise ValueError("package_fields.yaml: needs owner, source, effective and fields")
    return {str(path): str(consent) for path, consent in content["fields"].items()}


def _figure(row: object, number: int) -> tuple[str, int]:
    if not isinstance(row, dict) or not {"figure"} | _SAID <= set(row):
        raise ValueError(f"figures.yaml, row {number}: needs figure, value, unit, owner, source, effective")
    if type(row["value"]) is not int or row["value"] <= 0 or type(row["effective"]) is not date:
        raise ValueError(f"figures.yaml, row {number}: value is a whole number, effective a date")
    return str(row["figure"]), row["value"]
