"""A licensed bureau as both sides need it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from puhui.exchange.bureau.model import BureauReport, Inquiry
from puhui.exchange.ports import Deposited
from puhui.kernel import Problem


class BureauRelay(Protocol):
    """Relays credit data from one member to another, and answers one hard inquiry a confirmation.

    Never raises for what a network or the other side may do: that is a `Problem`.
    """

    @property
    def cra_id(self) -> str:
        """The licensed bureau's code: what `via_cra_id` must say."""
        ...

    def deposit(self, parcel: Mapping[str, Any], recipient: str, consent_id: str) -> Deposited | Problem:
        """Leave credit data for one recipient; left twice, it is the same parcel."""
        ...

    def collect(self, via_cra_id: str, parcel: str) -> Mapping[str, Any] | Problem:
        """What was left for us under this number; a stranger's parcel is not found."""
        ...

    def inquire(self, inquiry: Inquiry, today: date) -> BureauReport | Problem:
        """One hard inquiry; the same confirmation gives the same report and is counted once."""
        ...
