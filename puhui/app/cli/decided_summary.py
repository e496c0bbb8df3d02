"""A batch in numbers: outcomes, bands, money, and where the time went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from time import perf_counter
from typing import Any

from puhui.decision import Band, Decided
from puhui.kernel import Outcome


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage, in the order they were run."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=perf_counter)

    def done(self, stage: str) -> None:
        """The time since the last stage belongs to this one."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def summary(decided: Sequence[Decided], seconds: Mapping[str, float], **more: object) -> dict[str, Any]:
    """The batch in numbers, for `--json` and for the screen."""
    return {
        **more,
        "firms": len(decided),
        "outcomes": {outcome.value: len(_of(decided, outcome)) for outcome in Outcome},
        "bands": {band.value: _band(decided, band) for band in Band},
        "limit_total_yuan": sum(one.decision.limit_fen for one in decided) // 100,
        "average_rate": _average_rate(decided),
        "seconds": {stage: round(spent, 2) for stage, spent in seconds.items()},
        "seconds_total": round(sum(seconds.values()), 2),
    }


def _band(decided: Sequence[Decided], band: Band) -> dict[str, Any]:
    members = [one for one in decided if one.decision.band is band]
    return {
        "firms": len(members),
        "approved": len(_of(members, Outcome.APPROVE)),
        "limit_yuan": sum(one.decision.limit_fen for one in members) // 100,
        "average_rate": _average_rate(members),
    }


def _of(decided: Sequence[Decided], outcome: Outcome) -> list[Decided]:
    return [one for one in decided if one.decision.outcome is outcome]


def _average_rate(decided: Sequence[Decided]) -> float | None:
    """Weighted by limit."""
    offers = [(it.decision.limit_fen, it.decision.annual_rate) for it in decided if it.decision.annual_rate]
    total_fen = sum(limit for limit, _ in offers)
    if not total_fen:
        return None
    earned = sum((limit * rate for limit, rate in offers), Decimal(0))
    return float(round(earned / total_fen, 6))
