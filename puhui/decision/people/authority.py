"""Who may decide alone up to which amount, and who must be the second: a table with versions. Pure.

An approval counts by its limit, a decline by what was asked. A person of several roles has the best of them;
somebody without a role of the table may decide nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Outcome

FILE: Final = Path(__file__).with_name("authority.yaml")


class May(StrEnum):
    """What one person's word is worth about one amount."""

    DECIDE = "decide"
    PROPOSE = "propose"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rung:
    """Up to this amount these roles decide alone, or one of `first` together with one of `second`."""

    up_to_fen: int
    alone: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]


@dataclass(frozen=True, slots=True)
class Authority:
    """One version of the table. Rungs rise; above the highest nobody decides here."""

    version: str
    owner: str
    source: str
    effective: date
    counts_days: int
    approvals: tuple[Rung, ...]
    declines: tuple[Rung, ...]
    never_overruled: frozenset[str]

    def may(self, roles: Collection[str], outcome: Outcome, amount_fen: int) -> May:
        """What somebody of these roles may do about an amount.

        >>> authority_on(date(2026, 11, 23)).may({"reviewer"}, Outcome.APPROVE, 30_000_001)
        <May.PROPOSE: 'propose'>
        """
        rung = self.rung(outcome, amount_fen)
        if rung is None:
            return May.NOTHING
        if rung.alone & set(roles):
            return May.DECIDE
        return May.PROPOSE if rung.first & set(roles) else May.NOTHING

    def may_second(self, roles: Collection[str], outcome: Outcome, amount_fen: int) -> bool:
        """Whether somebody of these roles may be the second about an amount; who may decide it alone may."""
        rung = self.rung(outcome, amount_fen)
        return rung is not None and bool((rung.second | rung.alone) & set(roles))

    def rung(self, outcome: Outcome, amount_fen: int) -> Rung | None:
        """The first rung that holds the amount."""
        rungs = self.approvals if outcome is Outcome.APPROVE else self.declines
        return next((rung for rung in rungs if amount_fen <= rung.up_to_fen), None)

    def alone_up_to_fen(self, roles: Collection[str]) -> int:
        """The highest limit that these roles approve alone; 0 for none.

        >>> authority_on(date(2026, 11, 23)).alone_up_to_fen({"senior_reviewer"})
        50000000
        """
        return max((rung.up_to_fen for rung in self.approvals if rung.alone & set(roles)), default=0)

    @property
    def highest_fen(self) -> int:
        """Above this nobody approves here."""
        return self.approvals[-1].up_to_fen

    @property
    def roles(self) -> frozenset[str]:
        """Every role that the table speaks of."""
        return frozenset().union(*(rung.alone | rung.first | rung.second for rung in self.approvals))


def authority_on(day: date, file: Path = FILE) -> Authority:
    """The version in effect on a day. Raises ValueError before the first one."""
    begun = [version for version in versions_of(file) if version.effective <= day]
    if not begun:
        raise ValueError(f"{file.name}: no version was in effect on {day}")
    return max(begun, key=lambda version: version.effective)


@cache
def versions_of(file: Path = FILE) -> tuple[Authority, ...]:
    """Every version that was ever written, checked."""
    return tuple(_read(row, file.name) for row in yaml.safe_load(file.read_text("utf-8")))


def _read(row: dict[str, Any], where: str) -> Authority:
    found = Authority(
        str(row["version"]),
        str(row["owner"]),
        str(row["source"]),
        row["effective"],
        int(row["counts_days"]),
        _rungs(row["approvals"]),
        _rungs(row["declines"]),
        frozenset(row["never_overruled"]),
    )
    for rungs in (found.approvals, found.declines):
        bounds = [rung.up_to_fen for rung in rungs]
        if not bounds or bounds != sorted(set(bounds)) or bounds[0] <= 0:
            raise ValueError(f"{where}, {found.version}: amounts rise from rung to rung")
    return found


def _rungs(rows: Iterable[dict[str, Any]]) -> tuple[Rung, ...]:
    return tuple(
        Rung(int(row["up_to_fen"]), *(frozenset(row[name]) for name in ("alone", "first", "second")))
        for row in rows
    )
