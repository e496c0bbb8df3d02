"""What this room tells itself through the outbox: ids only."""

from typing import Final

CASE_TOUCHED: Final = "desk.case_touched"
"""Something changed about an application; its row is made again: `application_id`."""
