"""What one cell of a decision table can say: the unary tests of JDM that Puhui allows itself.

A cell is a disjunction (`,` and `or` mean the same) of conjunctions (`and`) of atoms about the column's
value, each against a literal or a dated value of the rulebook. Everything else zen-engine knows (functions,
other columns, dates, arithmetic) is refused when a table is loaded: a policy that a credit officer cannot
read in one glance does not belong in a cell.
"""

from dataclasses import dataclass
from enum import StrEnum

Literal = float | str | bool | None
"""A number, a text, true/false or null. Numbers are floats: exact against zen's decimals up to 15 digits."""


class Sign(StrEnum):
    """How a column is compared with a literal."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """`> 5`, `!= null`, or a bare literal, which means equal to it."""

    sign: Sign
    literal: Literal


@dataclass(frozen=True, slots=True)
class Interval:
    """`[1..5)`; a bracket includes its end, a parenthesis does not. What is no number is never inside
    and never outside (as in zen-engine)."""

    lower: float
    upper: float
    lower_closed: bool
    upper_closed: bool
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """`in ['a', 'b']` or `not in [1, 2]`. What is missing is not in any list that does not name null."""

    literals: tuple[Literal, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Against:
    """`> rule_lpr_1y`: ordered against a dated value of the rulebook, which stands among the facts under that
    name. zen-engine reads it as the fact that it is."""

    sign: Sign
    rule: str


Atom = Compare | Interval | Member | Against


@dataclass(frozen=True, slots=True)
class Cell:
    """Alternatives, each of which is a list of atoms that must all hold. No alternative at all: anything."""

    alternatives: tuple[tuple[Atom, ...], ...] = ()

    @property
    def anything(self) -> bool:
        """An empty cell does not look at its column."""
        return not self.alternatives
