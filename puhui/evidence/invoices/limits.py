"""The tables this reader goes by: limits, column names, words, sentences. All data, loaded once."""

from datetime import date
from decimal import Decimal
from functools import cache

from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem, Text

_HERE = "puhui.evidence.invoices"


def limit(name: str) -> int:
    """One limit as a whole number in its own unit; see `data/limits.yaml` for why.

    >>> limit("listed_per_file")
    100
    """
    return int(table(_HERE, "limits")["limits"][name]["value"])


@cache
def first_day() -> date:
    """The first day an invoice may carry."""
    return date.fromisoformat(table(_HERE, "limits")["limits"]["first_day"]["value"])


@cache
def highest_tax_share() -> Decimal:
    """The highest VAT rate there has been."""
    return Decimal(table(_HERE, "limits")["limits"]["tax_share"]["value"])


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Field → what its column may be called, the better name first."""
    return {field: tuple(names) for field, names in table(_HERE, "headers").items()}


@cache
def words(kind: str) -> dict[str, str]:
    """Written word → what it means.

    >>> words("status")["作废发票"]
    'voided'
    """
    return {
        str(word): meaning for meaning, written in table(_HERE, "words")[kind].items() for word in written
    }


def problem(code: str, where: Text | str | None = None, **values: object) -> Problem:
    """A problem with an invoice, in the words of `data/problems.yaml`."""
    return sentence(_HERE, code, where, **values)


def rows_around(before: int, after: int) -> Text:
    """What happened to the rest of the file that holds a bad row."""
    words_around = Text(**table(_HERE, "problems")["rows_around"])
    return words_around.fill(before=f"{before:,}", after=f"{after:,}")
