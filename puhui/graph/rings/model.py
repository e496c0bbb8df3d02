"""What is found, and what is asked: frozen, over node and edge numbers only."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text


class RingKind(StrEnum):
    """The kinds of `data/rules.yaml`."""

    GUARANTEE_CYCLE = "guarantee_cycle"
    CIRCULAR_INVOICING = "circular_invoicing"
    BORROWED_IDENTITY = "borrowed_identity"
    DEVICE_FARM = "device_farm"
    ROLE_CHANGE = "role_change"


@dataclass(frozen=True, slots=True)
class Finding:
    """Some who act together. `members` are people and firms, `shared` the things between them (devices,
    numbers, accounts), `evidence` the positions of the edges that prove it in the `Edges` that were given.

    `strength` orders findings of a kind, from 0 to 1; it is no probability of guilt.
    """

    kind: RingKind
    members: tuple[int, ...]
    evidence: tuple[int, ...]
    strength: float
    said: Text
    shared: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Applications:
    """Who asked for a loan, for which firm, on which day (days since 1970-01-01); −1: no firm.

    `amount_fen` is NaN where nobody said; None stands for that everywhere.
    """

    subject: NDArray[np.int32]
    enterprise: NDArray[np.int32]
    day: NDArray[np.int32]
    amount_fen: NDArray[np.float64] | None = None

    @classmethod
    def none(cls) -> "Applications":
        """Nobody applied."""
        empty = np.empty(0, np.int32)
        return cls(empty, empty, empty)

    def until(self, day: int) -> "Applications":
        """Those made on `day` or before."""
        kept = self.day <= day
        amount_fen = None if self.amount_fen is None else self.amount_fen[kept]
        return Applications(self.subject[kept], self.enterprise[kept], self.day[kept], amount_fen)

    @property
    def amounts_fen(self) -> NDArray[np.float64]:
        """One a row."""
        return np.full(len(self.day), np.nan) if self.amount_fen is None else self.amount_fen

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True)
class Search:
    """All findings, strongest first within a kind, and where a bound cut the search short."""

    findings: tuple[Finding, ...]
    cut_short: tuple[Text, ...]
