"""What a picture may ask of us, and the sentences about it."""

from typing import Final

from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem, Text

HERE: Final = "puhui.evidence.licence"


def limit(name: str) -> int:
    """One limit in its own unit; `data/limits.yaml` says why.

    >>> limit("reading_side_px")
    1600
    """
    return int(table(HERE, "limits")["limits"][name]["value"])


def problem(code: str, **values: object) -> Problem:
    """A problem with a picture, in the words of `data/problems.yaml`."""
    return sentence(HERE, f"licence.{code}", None, **values)


def advice(name: str, **values: object) -> Text:
    """How to take a better photo, in one sentence."""
    return sentence(HERE, f"advice.{name}", None, **values).what
