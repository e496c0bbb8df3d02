"""What of a decision anybody would notice: the outcome, the limit, the rate, the band."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from puhui.decision.model import Band, Decision
from puhui.kernel import Outcome


@dataclass(frozen=True, slots=True)
class Glance:
    """Four figures; two decisions that agree in them are the same to everybody outside."""

    outcome: Outcome
    limit_fen: int
    annual_rate: Decimal | None
    band: Band | None

    @classmethod
    def of(cls, decision: Decision) -> "Glance":
        """Of a decision that was just made."""
        return cls(decision.outcome, decision.limit_fen, decision.annual_rate, decision.band)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Glance":
        """Of one that is kept."""
        rate, band = record["annual_rate"], record["band"]
        return cls(
            Outcome(record["outcome"]),
            int(record["limit_fen"]),
            None if rate is None else Decimal(str(rate)),
            None if band is None else Band(band),
        )

    @property
    def is_approved(self) -> bool:
        """Whether anybody would be offered money."""
        return self.outcome is Outcome.APPROVE
