"""Comparing two books to the fen. Pure; linear in the number of loans."""

from collections.abc import Iterable, Iterator
from typing import Final

from puhui.exchange.reconciliation.model import AMOUNTS, COLUMNS, Break, BreakKind, Row

_SHOWN_FOR_MISSING: Final = "lent_fen"


def compare(ours: Iterable[Row], theirs: Iterable[Row]) -> tuple[Break, ...]:
    """Every disagreement, by reference and then by column; empty where the books agree to the fen.

    A loan that one side lacks is one break, with the amount lent on the side that has it. Raises ValueError
    when either side has a loan twice: such a file is refused before.

    >>> row = Row("D1", "C1", "current", 100, 60, 40, 3, 0, 0, 0)
    >>> compare([row], [row])
    ()
    """
    here, there = _by_ref(ours), _by_ref(theirs)
    breaks: list[Break] = []
    for ref in sorted(here.keys() | there.keys()):
        breaks.extend(_between(ref, here.get(ref), there.get(ref)))
    return tuple(breaks)


def _between(ref: str, ours: Row | None, theirs: Row | None) -> Iterator[Break]:
    if ours is None and theirs is not None:
        yield Break(BreakKind.MISSING_HERE, ref, _SHOWN_FOR_MISSING, None, theirs.lent_fen)
    elif theirs is None and ours is not None:
        yield Break(BreakKind.MISSING_THERE, ref, _SHOWN_FOR_MISSING, ours.lent_fen, None)
    elif ours is not None and theirs is not None and ours != theirs:
        for name in COLUMNS:
            mine, other = getattr(ours, name), getattr(theirs, name)
            if mine != other:
                yield Break(BreakKind.AMOUNT if name in AMOUNTS else BreakKind.STATE, ref, name, mine, other)


def _by_ref(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row.drawdown_ref in found:
            raise ValueError(f"drawdown {row.drawdown_ref!r} stands there twice")
        found[row.drawdown_ref] = row
    return found
