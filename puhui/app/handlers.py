"""Who listens to what leaves through the outbox: topic → handler, one explicit list.

A topic that is told for later rooms has nobody to do anything about it today; `heard` says so, so that the
outbox ends empty and `/health` counts only what is truly waiting.
"""

from collections.abc import Mapping
from typing import Final

from puhui.app.marking import mark_decline
from puhui.app.offering import on_decision_made
from puhui.decision.events import DECISION_MADE, REVIEW_ASKED
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.ground.worker import Handler
from puhui.intake.events import (
    APPLICATION_MOVED,
    BUSINESS_LINKED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    SUBJECT_REGISTERED,
)
from puhui.kernel import Problem
from puhui.matching.events import OFFER_CHOSEN, OFFERS_MADE


def heard(work: Work, message: Message) -> Problem | None:
    """Nothing follows from it yet; the message is done."""
    return None


def after_decision(work: Work, message: Message) -> Problem | None:
    """A decline is marked in the graph, an approval gets its offers."""
    return mark_decline(work, message) or on_decision_made(work, message)


HANDLERS: Final[Mapping[str, Handler]] = {
    SUBJECT_REGISTERED: heard,
    BUSINESS_LINKED: heard,
    CONSENT_GIVEN: heard,
    CONSENT_WITHDRAWN: heard,
    APPLICATION_MOVED: heard,
    DECISION_MADE: after_decision,
    REVIEW_ASKED: heard,
    OFFERS_MADE: heard,
    OFFER_CHOSEN: heard,
}
