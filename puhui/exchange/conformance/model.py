"""One check of the conformance kit, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.exchange.conformance.bench import Bench


class NotConforming(Exception):  # noqa: N818 - a finding about the other side, not an error of ours
    """Raised by a check: what the platform did instead. Carries codes and states, never a person's data."""

    def __init__(self, found: Text) -> None:
        super().__init__(found.en)
        self.found = found


@dataclass(frozen=True, slots=True)
class Check:
    """One promise of the platform, in words, and how to see whether it is kept."""

    name: str
    promise: Text
    run: "Callable[[Bench], None]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one check. `found` says what was seen where the promise is not kept."""

    name: str
    promise: Text
    is_kept: bool
    seconds: float
    found: Text | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Every check, in the order in which it was made."""

    platform: str
    institution: str
    verdicts: tuple[Verdict, ...]

    @property
    def is_conforming(self) -> bool:
        """Every promise is kept, and there was at least one."""
        return bool(self.verdicts) and all(verdict.is_kept for verdict in self.verdicts)
