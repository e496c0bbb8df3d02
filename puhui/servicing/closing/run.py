"""One run over one day: who runs it, on what, and how a step walks through loans chunk by chunk.

Each chunk is one transaction, and the mark of how far the step has come is written in it. A process killed
anywhere therefore leaves whole chunks behind, and the next run goes on after the last one.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from puhui.ground import Actor, Ground, Mode, Work
from puhui.loan import PaymentRail
from puhui.servicing.closing.report import Step, StepDone
from puhui.servicing.store import days
from puhui.servicing.store.whose import whose

CHUNK: Final = 500
"""Loans in one transaction."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one transaction did: how many loans, and the last of them; None when there are no more."""

    loans: int
    last: UUID | None


def nothing_happens(where: str) -> None:
    """What stands at every place where a process may die, unless a test puts something else there."""


@dataclass(frozen=True, slots=True)
class Run:
    """Closing `on`. `at_place` hears the name of every place where a process could die."""

    ground: Ground
    rail: PaymentRail
    actor: Actor
    on: date
    modes: tuple[Mode, ...] = tuple(Mode)
    earlier: Mapping[tuple[str, str], days.Reached] = field(default_factory=dict)
    """How far runs before this one have come with this day."""
    at_place: Callable[[str], None] = nothing_happens
    progress: Callable[[StepDone], None] | None = None
    done: list[StepDone] = field(default_factory=list)

    def is_done(self, step: Step, mode: Mode) -> bool:
        """Whether an earlier run has been through this step."""
        return self.earlier.get((step, mode), days.Reached()).is_done

    def acting(self, mode: Mode) -> Actor:
        """Whoever runs it, in one mode."""
        return replace(self.actor, mode=mode)

    @contextmanager
    def work(self, mode: Mode, place: str) -> Iterator[Work]:
        """One transaction in one mode; it may die just before and just after its commit."""
        with self.ground.work(self.acting(mode)) as work:
            yield work
            self.at_place(f"{place}, before commit")
        self.at_place(f"{place}, after commit")

    def walk(
        self,
        step: Step,
        chunk: Callable[[Work, UUID | None], Chunk],
        *,
        began: float | None = None,
        modes: Sequence[Mode] | None = None,
    ) -> None:
        """Take every loan of these modes (all) through a step, from where an earlier run stopped."""
        began, counted = began or time.monotonic(), [0, 0]
        for mode in self.modes if modes is None else modes:
            at = self.earlier.get((step, mode), days.Reached())
            while not at.is_done:
                at = self._one(step, mode, chunk, at, counted)
        self._tell(step, counted, began)

    def once(self, step: Step, do: Callable[[Work], int]) -> None:
        """A step that is one transaction in each mode. Modes without a loan have nothing to close."""
        self.walk(step, lambda work, _: Chunk(do(work), None))

    def _one(
        self,
        step: Step,
        mode: Mode,
        chunk: Callable[[Work, UUID | None], Chunk],
        at: days.Reached,
        counted: list[int],
    ) -> days.Reached:
        """One chunk, in one transaction; how far the step has come with it."""
        place = f"{self.on} {step} {mode} chunk {at.chunks + 1}"
        with self.work(mode, place) as work:
            began = work.now()
            did = chunk(work, at.last)
            days.reach(
                work.connection,
                {
                    "institution": whose(work).institution,
                    "on": self.on,
                    "step": step,
                    "mode": mode,
                    "reached": did.last,
                    "loans": did.loans,
                    "began_at": began,
                    "at": work.now(),
                    "is_done": did.last is None,
                },
            )
        counted[0] += did.loans
        counted[1] += 1
        return days.Reached(did.last or at.last, at.chunks + 1, did.last is None)

    def _tell(self, step: Step, counted: list[int], began: float) -> None:
        told = StepDone(self.on, step, counted[0], counted[1], round(time.monotonic() - began, 3))
        self.done.append(told)
        if self.progress:
            self.progress(told)
