"""Sums over an institution's own books: money out and back by day, what is owed, who is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from puhui.ground import Work
from puhui.servicing.store import sums
from puhui.servicing.store.whose import whose


@dataclass(frozen=True, slots=True)
class LentMoney:
    """By value date: out and back, fen; principal owed now; loans and principal owed by bucket."""

    by_day: Mapping[date, tuple[int, int]]
    outstanding_fen: int
    by_bucket: Mapping[str, tuple[int, int]]


def lent_money(work: Work, since: date) -> LentMoney:
    """Everything since a day, and what is owed and late as the last closed day left it."""
    mine = whose(work)
    late = sums.owed_by_bucket(work.connection, mine)
    outstanding_fen = sum(owed_fen for _, owed_fen in late.values())
    return LentMoney(sums.moved_by_day(work.connection, mine, since), outstanding_fen, late)
