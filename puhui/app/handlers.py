"""Who listens to what leaves through the outbox: topic → handler, one explicit list."""

from collections.abc import Mapping
from typing import Final

from puhui.app.offering import on_decision_made
from puhui.decision.events import DECISION_MADE
from puhui.ground.worker import Handler

HANDLERS: Final[Mapping[str, Handler]] = {DECISION_MADE: on_decision_made}
"""Messages of a topic without a handler stay in the outbox, counted by `/health`, until somebody listens."""
