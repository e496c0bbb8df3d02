"""Sums over the mirror: what institutions told of money out and back, and of loans that are late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from puhui.ground import Work
from puhui.loan.mirror import sums_store


@dataclass(frozen=True, slots=True)
class MirroredMoney:
    """By day: out and back, fen; what is owed now; loans and principal owed by bucket."""

    by_day: Mapping[date, tuple[int, int]]
    outstanding_fen: int
    by_bucket: Mapping[str, tuple[int, int]]


def mirrored_money(work: Work, since: date) -> MirroredMoney:
    """Everything since a day, and what is owed and late now, as far as it was told."""
    late = sums_store.owed_by_bucket(work.connection, work.actor.mode)
    outstanding_fen = sum(owed_fen for _, owed_fen in late.values())
    days = sums_store.moved_by_day(work.connection, work.actor.mode, since)
    return MirroredMoney(days, outstanding_fen, late)
