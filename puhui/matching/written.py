"""Single entries of the catalogue's files: each is checked and said exactly, or a ValueError tells why."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from puhui.decision import Band
from puhui.kernel import Text, fen


def by_band(row: Mapping[str, str], most: Decimal = Decimal(1)) -> dict[Band, Decimal]:
    """A share for each rating band."""
    table = {Band(band): share(value, most) for band, value in row.items()}
    if not table:
        raise ValueError("a table by band needs at least one band")
    return table


def share(written: object, most: Decimal = Decimal(1)) -> Decimal:
    """A share written in quotes, at most `most`."""
    if not isinstance(written, str):
        raise TypeError(f"{written!r}: write a share in quotes, so that it stays exact")
    value = Decimal(written)
    if not 0 <= value <= most:
        raise ValueError(f"{written} is not between 0 and {most}")
    return value


def known(written: list[str], table: Mapping[str, object], field: str) -> frozenset[str]:
    """Codes that intake's table knows; at least one."""
    unknown = sorted(set(written) - set(table))
    if unknown or not written:
        raise ValueError(f"{field}: {', '.join(unknown) or 'nothing'} is not in the table of intake")
    return frozenset(written)


def positive_fen(row: Mapping[str, Any], name: str) -> int:
    """An amount in yuan above nothing, as fen."""
    value = fen(str(row[name]))
    if value <= 0:
        raise ValueError(f"{name} must be above nothing")
    return value


def day(written: object) -> date:
    """A day written as YAML writes days."""
    if type(written) is not date:
        raise TypeError(f"{written!r} is not a date (write 2026-11-01 without quotes)")
    return written


def told(row: Mapping[str, str]) -> Text:
    """A sentence in both languages."""
    if not isinstance(row, Mapping):
        raise TypeError(f"{row!r}: write it in both languages, {{zh: …, en: …}}")
    return Text(str(row["zh"]), str(row["en"]))
