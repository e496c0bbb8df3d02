"""A formula as a row of tokens: numbers, 'words', names, [odd names], signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<word>'[^']*')"
    r"|(?P<odd>\[[^\]]+\])"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|[-+*/<>=(),×÷−])"
)
_SAME_SIGN: Final = {"×": "*", "÷": "/", "−": "-"}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, word, name or sign; `at` counts letters from one."""

    kind: str
    text: str
    at: int


class FormulaError(ValueError):
    """What is wrong with a formula and where, as one plain sentence in English; never seen by users alone."""


def tokens(formula: str) -> Iterator[Token]:
    """The tokens of a formula, spaces dropped.

    >>> [token.text for token in tokens("INCOME − [odd name] × 2")]
    ['INCOME', '-', 'odd name', '*', '2']
    """
    place = 0
    while place < len(formula):
        found = _TOKEN.match(formula, place)
        if found is None:
            raise FormulaError(f"{formula[place]!r} at {place + 1} is nothing a formula knows")
        if found.lastgroup != "space":
            yield _token(str(found.lastgroup), found.group(), place + 1)
        place = found.end()


def _token(kind: str, text: str, at: int) -> Token:
    if kind in {"odd", "word"}:
        return Token("name" if kind == "odd" else "word", text[1:-1], at)
    return Token(kind, _SAME_SIGN.get(text, text), at)
