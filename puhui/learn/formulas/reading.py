"""From a formula's text to its tree, by precedence climbing. Nothing is ever evaluated by Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from puhui.learn.formulas.tokens import FormulaError, Token, tokens


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Word:
    """A text written in the formula between single quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, or one derived before."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or sign with what it is applied to."""

    function: str
    parts: tuple["Node", ...]


Node = Number | Word | Column | Call
_PRECEDENCE: Final = {"<": 1, "<=": 1, ">": 1, ">=": 1, "=": 1, "!=": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_DEEPEST: Final = 50


def read_formula(text: str) -> Node:
    """The tree of a formula. Raises FormulaError with the place of the first thing that is wrong.

    >>> read_formula("INCOME - WAGEINC") == Call("-", (Column("INCOME"), Column("WAGEINC")))
    True
    """
    reader = _Reader(list(tokens(text)))
    tree = reader.expression(0, 0)
    reader.must_be_at_end()
    return tree


def columns_of(node: Node) -> frozenset[str]:
    """Every column a formula looks at.

    >>> sorted(columns_of(read_formula("ratio(a, b + 1)")))
    ['a', 'b']
    """
    return frozenset(_columns(node))


def _columns(node: Node) -> Iterator[str]:
    if isinstance(node, Column):
        yield node.name
    elif isinstance(node, Call):
        for part in node.parts:
            yield from _columns(part)


class _Reader:
    def __init__(self, row: list[Token]) -> None:
        self._row = row
        self._next = 0

    def expression(self, least: int, depth: int) -> Node:
        if depth > _DEEPEST:
            raise FormulaError("the formula is nested too deeply")
        left = self._operand(depth)
        while (sign := self._peek()) and sign.kind == "sign" and _PRECEDENCE.get(sign.text, 0) > least:
            self._take()
            left = Call(sign.text, (left, self.expression(_PRECEDENCE[sign.text], depth + 1)))
        return left

    def must_be_at_end(self) -> None:
        if left := self._peek():
            raise FormulaError(f"{left.text!r} at {left.at} was not expected")

    def _operand(self, depth: int) -> Node:
        token = self._take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "word":
            return Word(token.text)
        if token.kind == "name":
            return self._named(token, depth)
        if token.text == "-":
            return Call("*", (Number(-1.0), self.expression(_PRECEDENCE["*"] - 1, depth + 1)))
        if token.text == "(":
            inside = self.expression(0, depth + 1)
            self._must_be(")")
            return inside
        raise FormulaError(f"{token.text!r} at {token.at} was not expected")

    def _named(self, token: Token, depth: int) -> Node:
        after = self._peek()
        if after is None or after.text != "(" or after.kind != "sign":
            return Column(token.text)
        self._take()
        parts = [self.expression(0, depth + 1)]
        while (sign := self._peek()) and sign.text == ",":
            self._take()
            parts.append(self.expression(0, depth + 1))
        self._must_be(")")
        return Call(token.text, tuple(parts))

    def _peek(self) -> Token | None:
        return self._row[self._next] if self._next < len(self._row) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise FormulaError("the formula ends too early")
        self._next += 1
        return token

    def _must_be(self, text: str) -> None:
        token = self._take()
        if token.text != text:
            raise FormulaError(f"{text!r} was expected at {token.at}, not {token.text!r}")
