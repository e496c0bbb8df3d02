"""Every check, in the order in which it is made: the door, packages, events, books."""

from typing import Final

from puhui.exchange.conformance.checks.books import BOOKS
from puhui.exchange.conformance.checks.door import DOOR
from puhui.exchange.conformance.checks.events import EVENTS
from puhui.exchange.conformance.checks.packages import PACKAGES
from puhui.exchange.conformance.model import Check

CHECKS: Final[tuple[Check, ...]] = (*DOOR, *PACKAGES, *EVENTS, *BOOKS)

__all__ = ["BOOKS", "CHECKS", "DOOR", "EVENTS", "PACKAGES"]
