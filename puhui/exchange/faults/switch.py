"""The one place of a process that says whether something goes wrong now. Safe to share between threads."""

import random
import threading
from collections import Counter
from dataclasses import dataclass

from puhui.exchange.faults.model import NO_FAULTS, Fault, FaultKind, FaultPlan, Where
from puhui.ground.telemetry import log


@dataclass(frozen=True, slots=True)
class Struck:
    """A fault that happens now. `coin` is its own throw: whether a silent one was done before."""

    fault: Fault
    coin: bool

    @property
    def kind(self) -> FaultKind:
        """Which fault."""
        return self.fault.kind

    def seconds(self, otherwise: float) -> float:
        """How long, where the plan does not say."""
        return otherwise if self.fault.seconds is None else self.fault.seconds


class FaultSwitch:
    """Holds the plan in force. `can_change` lets it be changed while running (demonstrations only)."""

    def __init__(self, plan: FaultPlan = NO_FAULTS, *, can_change: bool = False) -> None:
        self.can_change = can_change
        self._lock = threading.Lock()
        self._set(plan)

    @property
    def plan(self) -> FaultPlan:
        """What goes wrong."""
        with self._lock:
            return self._plan

    def set(self, plan: FaultPlan) -> None:
        """Let another plan hold from now on; counts and chances begin anew."""
        with self._lock:
            self._set(plan)

    def struck(self) -> dict[str, int]:
        """How often each fault happened under this plan, by `kind:where`."""
        with self._lock:
            return dict(self._struck)

    def strike(self, where: Where) -> Struck | None:
        """What goes wrong at the next chance on this way: the first fault of the plan whose turn it is.

        The answer to the n-th question about a way follows from the plan, the seed and n alone.
        """
        with self._lock:
            found = self._next(where)
            if found is not None:
                self._struck[f"{found.kind}:{where}"] += 1
        if found is not None:
            log.warning("fault.injected", fault=found.kind.value, way=where.value)
        return found

    def _set(self, plan: FaultPlan) -> None:
        self._plan = plan
        self._asked: Counter[Where] = Counter()
        self._spent: Counter[int] = Counter()
        self._struck: Counter[str] = Counter()

    def _next(self, where: Where) -> Struck | None:
        self._asked[where] += 1
        for index, fault in enumerate(self._plan.faults):
            if not fault.is_at(where) or (fault.times is not None and self._spent[index] >= fault.times):
                continue
            chance = random.Random(f"{self._plan.seed}:{index}:{where}:{self._asked[where]}")  # noqa: S311
            if chance.random() < fault.share:
                self._spent[index] += 1
                return Struck(fault, chance.random() < 0.5)
        return None
