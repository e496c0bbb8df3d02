"""The same rules and points in the languages of other engines, written from the parsed cells.

Their languages stumble over ordering what is missing, so that every comparison asks for null first; that is
how people who use them write it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from puhui.decision.jdm import Table
from puhui.decision.jdm.cell import Atom, Cell, Compare, Interval, Literal, Member, Sign
from puhui.learn import Factor, Scorecard


@dataclass(frozen=True, slots=True)
class Words:
    """How a language of infix expressions writes what cells and points say; `sure` where it may compare
    nothing at all with null, so that even equality asks first whether a fact is there."""

    all_of: str
    any_of: str
    none_of: str
    fact: str = "{}"
    known: str = "{} != null"
    unknown: str = "{} == null"
    sure: bool = False


CEL = Words(" && ", " || ", "!({})")
CEL_BY_HAS = Words(" && ", " || ", "!({})", "f.{}", "has(f.{})", "!has(f.{})", sure=True)
RULE_ENGINE = Words(" and ", " or ", "not ({})")


def whole(words: Words, table: Table, scorecard: Scorecard) -> str:
    """One expression: what became of every rule, and the points, as a list."""
    return f"[{', '.join([*rules(words, table), points(words, scorecard)])}]"


def rules(words: Words, table: Table) -> list[str]:
    """Each row of a collecting table as a condition."""
    return [
        words.all_of.join(
            f"({_cell(words, name, cell)})"
            for name, cell in zip(table.inputs, row.cells, strict=True)
            if not cell.anything
        )
        for row in table.rows
    ]


def points(words: Words, scorecard: Scorecard) -> str:
    """The sum of all factors."""
    return " + ".join([f"{scorecard.base_points}.0", *(_factor(words, it) for it in scorecard.factors)])


def json_logic_rules(table: Table) -> list[dict[str, Any]]:
    """Each row as json-logic."""
    return [
        {
            "and": [
                _logic_cell(name, cell)
                for name, cell in zip(table.inputs, row.cells, strict=True)
                if not cell.anything
            ]
        }
        for row in table.rows
    ]


def json_logic_points(scorecard: Scorecard) -> dict[str, Any]:
    """The points as json-logic."""
    return {"+": [scorecard.base_points, *(_logic_factor(it) for it in scorecard.factors)]}


def _cell(words: Words, name: str, cell: Cell) -> str:
    return words.any_of.join(
        "(" + words.all_of.join(_atom(words, name, atom) for atom in atoms) + ")"
        for atoms in cell.alternatives
    )


def _atom(words: Words, name: str, atom: Atom) -> str:
    known, fact = words.known.format(name) + words.all_of, words.fact.format(name)
    match atom:
        case Compare(sign=sign, literal=None):
            return (words.unknown if sign is Sign.EQUAL else words.known).format(name)
        case Compare(sign=Sign.UNEQUAL, literal=literal) if words.sure:
            return f"({words.unknown.format(name)}{words.any_of}{fact} != {_literal(literal)})"
        case Compare(sign=sign, literal=literal):
            plain = f"{fact} {sign} {_literal(literal)}"
            asks_nothing = sign in {Sign.EQUAL, Sign.UNEQUAL} and not words.sure
            return plain if asks_nothing else f"({known}{plain})"
        case Interval(lower, upper, lower_closed, upper_closed):
            low, high = (">=" if lower_closed else ">"), ("<=" if upper_closed else "<")
            return f"({known}{fact} {low} {lower}{words.all_of}{fact} {high} {upper})"
        case Member(literals=literals, outside=outside):
            inside = f"{known}{fact} in [{', '.join(_literal(it) for it in literals)}]"
            return words.none_of.format(inside) if outside else f"({inside})"


def _factor(words: Words, factor: Factor) -> str:
    text = f"{factor.bins[-1].points}.0"
    for row in reversed(factor.bins[:-1]):
        text = f"({words.fact.format(factor.feature)} < {float(row.upper or 0)} ? {row.points}.0 : {text})"
    return f"({words.unknown.format(factor.feature)} ? {factor.missing_points}.0 : {text})"


def _literal(literal: Literal) -> str:
    if literal is None or isinstance(literal, bool):
        return {None: "null", True: "true", False: "false"}[literal]
    return f"'{literal}'" if isinstance(literal, str) else repr(literal)


def _logic_cell(name: str, cell: Cell) -> dict[str, Any]:
    every = [_joined("and", (_logic_atom(name, atom) for atom in atoms)) for atoms in cell.alternatives]
    return _joined("or", every)


def _logic_atom(name: str, atom: Atom) -> dict[str, Any]:
    value, known = {"var": name}, {"!=": [{"var": name}, None]}
    match atom:
        case Compare(sign=sign, literal=literal):
            plain = {str(sign): [value, literal]}
            return plain if sign in {Sign.EQUAL, Sign.UNEQUAL} else {"and": [known, plain]}
        case Interval(lower, upper, lower_closed, upper_closed):
            low, high = (">=" if lower_closed else ">"), ("<=" if upper_closed else "<")
            return {"and": [known, {low: [value, lower]}, {high: [value, upper]}]}
        case Member(literals=literals, outside=outside):
            inside = {"in": [value, list(literals)]}
            return {"!": [inside]} if outside else inside


def _logic_factor(factor: Factor) -> dict[str, Any]:
    asked: list[Any] = [{"==": [{"var": factor.feature}, None]}, factor.missing_points]
    for row in factor.bins[:-1]:
        asked += [{"<": [{"var": factor.feature}, row.upper]}, row.points]
    return {"if": [*asked, factor.bins[-1].points]}


def _joined(word: str, parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    every = [dict(it) for it in parts]
    return every[0] if len(every) == 1 else {word: every}
