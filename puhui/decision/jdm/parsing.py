"""From the text of a cell to what it says; what cannot be read is refused."""

import re
from collections.abc import Iterator
from typing import Final

from puhui.decision.jdm.cell import Against, Atom, Cell, Compare, Interval, Literal, Member, Sign

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<number>-?\d+(?:\.(?!\.)\d+)?(?![\w.]*[A-Za-z_]))
    | '(?P<single>[^'\\]*)' | "(?P<double>[^"\\]*)"
    | (?P<dots>\.\.) | (?P<sign>==|!=|<=|>=|<|>)
    | (?P<mark>[\[\](),])
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
    )""",
    re.VERBOSE,
)
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
_MOST_DIGITS: Final = 15
RULE_PREFIX: Final = "rule_"
"""Facts that begin so are dated values of the rulebook; a cell may order against one."""


class UnreadableError(ValueError):
    """The cell says something outside the subset; the message says what was met and what was expected."""


def parse_cell(text: str) -> Cell:
    """The meaning of one input cell.

    >>> parse_cell("[0.2..0.5), null").alternatives
    ((Interval(lower=0.2, upper=0.5, lower_closed=True, upper_closed=False, outside=False),), \
(Compare(sign=<Sign.EQUAL: '=='>, literal=None),))
    """
    if not text.strip():
        return Cell()
    reader = _Reader(tuple(_tokens(text)))
    alternatives = [reader.conjunction()]
    while reader.take(",") or reader.take("or"):
        alternatives.append(reader.conjunction())
    reader.end()
    return Cell(tuple(alternatives))


def parse_literal(text: str) -> Literal:
    """The meaning of one output cell: a single number, text, true, false or null.

    >>> parse_literal("'refer'"), parse_literal("0.24"), parse_literal("null")
    ('refer', 0.24, None)
    """
    reader = _Reader(tuple(_tokens(text)))
    literal = reader.literal()
    reader.end()
    return literal


_Token = tuple[str, str]


def _tokens(text: str) -> Iterator[_Token]:
    position, text = 0, text.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise UnreadableError(f"{text[position:].strip()!r} is not part of the cell language")
        yield found.lastgroup, found[found.lastgroup]
        position = found.end()


class _Reader:
    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens, self._next = tokens, 0

    def conjunction(self) -> tuple[Atom, ...]:
        atoms = [self._atom()]
        while self.take("and"):
            atoms.append(self._atom())
        return tuple(atoms)

    def take(self, token: str) -> bool:
        kind, text = self._peek()
        taken = kind in {"mark", "word", "dots"} and text == token
        self._next += taken
        return taken

    def literal(self) -> Literal:
        kind, text = self._peek()
        self._next += 1
        if kind == "number":
            return _number(text)
        if kind in {"single", "double"}:
            return text
        if kind == "word" and text in _CONSTANTS:
            return _CONSTANTS[text]
        raise UnreadableError(f"expected a number, a text, true, false or null, met {text or 'the end'!r}")

    def end(self) -> None:
        kind, text = self._peek()
        if kind != "end":
            raise UnreadableError(f"expected the end of the cell, met {text!r}")

    def _peek(self) -> _Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "")

    def _atom(self) -> Atom:
        kind, text = self._peek()
        if kind == "sign":
            self._next += 1
            return self._against(Sign(text)) or _compare(Sign(text), self.literal())
        if kind == "mark" and text in {"[", "("}:
            return self._interval(outside=False)
        if kind == "word" and text in {"in", "not"}:
            return self._membership()
        return Compare(Sign.EQUAL, self.literal())

    def _against(self, sign: Sign) -> Against | None:
        kind, text = self._peek()
        if kind != "word" or not text.startswith(RULE_PREFIX):
            return None
        if sign in {Sign.EQUAL, Sign.UNEQUAL}:
            raise UnreadableError(f"{text} is compared by <, <=, > or >=")
        self._next += 1
        return Against(sign, text)

    def _membership(self) -> Atom:
        outside = self.take("not")
        if not self.take("in"):
            raise UnreadableError("'not' is only understood as 'not in'")
        start = self._next
        if self.take("["):
            first = self.literal()
            if not self.take(".."):
                return Member(self._rest_of_list(first), outside)
        self._next = start
        return self._interval(outside)

    def _rest_of_list(self, first: Literal) -> tuple[Literal, ...]:
        literals = [first]
        while self.take(","):
            literals.append(self.literal())
        if not self.take("]"):
            raise UnreadableError("a list ends with ']'")
        return tuple(literals)

    def _interval(self, outside: bool) -> Interval:
        lower_closed = self.take("[")
        if not lower_closed and not self.take("("):
            raise UnreadableError("'in' is followed by a list [a, b] or a range [a..b]")
        lower = self._bound()
        if not self.take(".."):
            raise UnreadableError("a range is written [a..b], [a..b), (a..b] or (a..b)")
        upper = self._bound()
        upper_closed = self.take("]")
        if not upper_closed and not self.take(")"):
            raise UnreadableError("a range ends with ']' or ')'")
        if lower > upper:
            raise UnreadableError(f"a range runs upwards, {lower} is above {upper}")
        return Interval(lower, upper, lower_closed, upper_closed, outside)

    def _bound(self) -> float:
        bound = self.literal()
        if not _is_number(bound):
            raise UnreadableError(f"a range needs numbers at both ends, met {bound!r}")
        return float(bound)  # type: ignore[arg-type]


def _compare(sign: Sign, literal: Literal) -> Compare:
    if sign not in {Sign.EQUAL, Sign.UNEQUAL} and not _is_number(literal):
        raise UnreadableError(f"'{sign}' compares numbers, met {literal!r}")
    return Compare(sign, literal)


def _number(text: str) -> float:
    if len(text.lstrip("-0").replace(".", "")) > _MOST_DIGITS:
        raise UnreadableError(
            f"{text} has more than {_MOST_DIGITS} digits, which a float does not hold exactly"
        )
    return float(text)


def _is_number(literal: Literal) -> bool:
    return isinstance(literal, float)
