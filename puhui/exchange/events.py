"""What this room tells the others, through the outbox: ids and codes, never a person's data or an amount.

On the platform: PACKAGE_DUE, WITHDRAWAL_DUE, HANDOVER_MOVED, EVENT_HEARD. At an institution: EVENT_DUE,
PACKAGE_RECEIVED, PACKAGE_WITHDRAWN.
"""

from typing import Final

PACKAGE_DUE: Final = "exchange.package_due"
"""A package is to be sent to its institution: {handover_id}; handler `deliver_package`."""
WITHDRAWAL_DUE: Final = "exchange.withdrawal_due"
"""An institution is to be told to stop: {handover_id}; handler `deliver_withdrawal`."""
HANDOVER_MOVED: Final = "exchange.handover_moved"
"""A hand-over has another status: {handover_id, application_id, status}."""
EVENT_HEARD: Final = "exchange.event_heard"
"""An institution's event is next in its order: {institution, event_id, reference}; handler `apply_heard`."""

EVENT_DUE: Final = "exchange.event_due"
"""An event is to be told to the platform: {event_id}; handler `deliver_event`."""
PACKAGE_RECEIVED: Final = "exchange.package_received"
"""A package was accepted: {reference}."""
PACKAGE_WITHDRAWN: Final = "exchange.package_withdrawn"
"""The borrower took it back before signing; stop: {reference, why}."""
