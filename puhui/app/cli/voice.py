"""How the command line speaks: one language at a time, results to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Never

from rich.console import Console

from puhui.kernel import Language, Problem, Text

WRONG_INPUT = 2
UNAVAILABLE = 3
NOT_WHOLE = 4

_language = Language.ZH
stderr = Console(stderr=True, highlight=False, soft_wrap=True)
"""Sentences end where they end: a terminal wraps them itself, and a log keeps paths in one piece."""


def set_language(name: str) -> None:
    """Choose the language of everything that is said from here on."""
    global _language  # noqa: PLW0603 - one process speaks one language
    _language = Language(name)


def language() -> Language:
    """The language that was chosen."""
    return _language


def say(text: Text) -> None:
    """Tell a person something; never mixed into results."""
    stderr.print(text.in_(_language), markup=False)


def tell_problems(problems: Iterable[Problem], at_most: int = 20) -> None:
    """List what went wrong, the first ones in full and the rest as a count."""
    listed = list(problems)
    for problem in listed[:at_most]:
        stderr.print(f"· {problem.sentence(_language)}", markup=False, style="yellow")
    if len(listed) > at_most:
        more = len(listed) - at_most
        say(Text(f"……另有 {more:,} 处。", f"… and {more:,} more."))


def stop(problem: Problem, exit_code: int = WRONG_INPUT) -> Never:
    """Say what is wrong and what to do, and end with a code that scripts understand."""
    stderr.print(problem.sentence(_language), markup=False, style="bold red")
    sys.exit(exit_code)


def print_json(value: object) -> None:
    """A result for machines. Decimals become plain JSON numbers, written out exactly as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return (
            int(value)
            if value == value.to_integral_value() and value.as_tuple().exponent == 0
            else float(value)
        )
    return str(value)
