"""What a file may ask of us, and the sentences said when it asks for more."""

from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem, Text

_HERE = "puhui.evidence.files"


def limit(name: str) -> int:
    """One limit as a whole number in its own unit; see `data/limits.yaml` for why.

    >>> limit("workbook_sheets")
    40
    """
    return int(table(_HERE, "limits")["limits"][name]["value"])


def problem(code: str, where: Text | str | None = None, **values: object) -> Problem:
    """A problem with a file, in the words of `data/problems.yaml`."""
    return sentence(_HERE, code, where, **values)
