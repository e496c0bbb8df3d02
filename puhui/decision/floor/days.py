"""Whether evidence was recorded after the decision that stands on it: then some clock ran backwards."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from puhui.decision.jdm import Value

DATED_AFTER: Final = "dated_after"
"""The fact that says so; it is there only where it is so."""
_BETWEEN_CLOCKS: Final = timedelta(minutes=5)
"""Two machines never agree to the second."""


def dated_after(recorded: Iterable[datetime], now: datetime) -> dict[str, Value]:
    """The fact, where anything was recorded later than now.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> dated_after([noon], noon), dated_after([noon + timedelta(hours=1)], noon)
    ({}, {'dated_after': True})
    """
    return {DATED_AFTER: True} if any(it > now + _BETWEEN_CLOCKS for it in recorded) else {}
