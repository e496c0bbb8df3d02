"""The tables this reader goes by: limits, column names, words, sentences. All data, loaded once."""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from puhui.kernel import Problem, Text


@cache
def limit(name: str) -> int:
    """One limit as a whole number in its own unit; see `data/limits.yaml` for why.

    >>> limit("workbook_sheets")
    40
    """
    return int(_table("limits")["limits"][name]["value"])


@cache
def first_day() -> date:
    """The first day an invoice may carry."""
    return date.fromisoformat(_table("limits")["limits"]["first_day"]["value"])


@cache
def highest_tax_share() -> Decimal:
    """The highest VAT rate there has been."""
    return Decimal(_table("limits")["limits"]["tax_share"]["value"])


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Field → what its column may be called, the better name first."""
    return {name: tuple(column_names) for name, column_names in _table("headers").items()}


@cache
def words(kind: str) -> dict[str, str]:
    """Written word → what it means.

    >>> words("status")["作废发票"]
    'voided'
    """
    return {str(word): meaning for meaning, written in _table("words")[kind].items() for word in written}


def problem(code: str, where: str | None = None, **values: object) -> Problem:
    """A problem in the words of `data/problems.yaml`; its stable code is `invoice.` and the name there."""
    entry = _table("problems")[code]
    fix = entry.get("fix")
    what = Text(**entry["what"]).fill(**values)
    return Problem(f"invoice.{code}", what, Text(**fix).fill(**values) if fix else None, where)


def rows_around(before: int, after: int) -> Text:
    """What happened to the rest of the file that holds a bad row."""
    return Text(**_table("problems")["rows_around"]).fill(before=f"{before:,}", after=f"{after:,}")


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("puhui.evidence.invoices").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table
