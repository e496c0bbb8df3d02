"""The tests of control as data: the law's share from the rulebook, the rest from `rule.yaml`."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.rulebook import rulebook

_SHARE: Final = "beneficial_owner.share_min"
_FILE: Final = Path(__file__).with_name("rule.yaml")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which kinds of relation speak of shares, votes, concert and so on."""

    shares: tuple[str, ...]
    votes: tuple[str, ...]
    operates: tuple[str, ...]
    in_concert: tuple[str, ...]
    nominee: tuple[str, ...]
    in_charge: tuple[str, ...]

    @property
    def holding(self) -> tuple[str, ...]:
        """All by which a firm is held."""
        return self.shares + self.votes + self.operates


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is looked at for one answer."""

    nodes_most: int
    holders_most: int
    exact_circle_most: int
    paths_most: int
    steps_most: int


@dataclass(frozen=True, slots=True)
class ControlRule:
    """What makes an owner (`share_min`, inclusive) and a controller (shares of votes), and who said so."""

    share_min: Fraction
    controls_above: Fraction
    presumed_above: Fraction
    rounding: Fraction
    near: Fraction
    kinds: Kinds
    natural: frozenset[str]
    firm: frozenset[str]
    bounds: Bounds
    source: str
    version: str


@cache
def control_rule(day: date) -> ControlRule:
    """The rule in force on `day`; before the first version that one, since who looks back asks today.

    Raises ValueError for a broken table.

    >>> control_rule(date(2026, 11, 23)).share_min
    Fraction(1, 4)
    """
    first = rulebook().versions[_SHARE][0].effective
    said = rulebook().on(max(day, first)).value(_SHARE)
    row: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    try:
        return ControlRule(
            share_min=Fraction(str(said.value)),
            controls_above=Fraction(row["controls_above"]["value"]),
            presumed_above=Fraction(row["presumed_above"]["value"]),
            rounding=Fraction(row["rounding"]["value"]),
            near=Fraction(row["near"]["value"]),
            kinds=Kinds(**{name: tuple(row["kinds"][name]) for name in Kinds.__slots__}),
            natural=frozenset(row["types"]["natural"]),
            firm=frozenset(row["types"]["firm"]),
            bounds=Bounds(**{name: int(row["bounds"][name]) for name in Bounds.__slots__}),
            source=f"{said.source}; {row['source']}",
            version=str(row["version"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"rule.yaml: {error!r}") from error
