"""Keeping the queue right: after an event the rows of the applications it is about are made again.

In the transaction of the event, so that nobody sees one without the other. Should that fail, the event stands
all the same (a payment does not wait for a list), and the row is made again by a message of its own.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from puhui.decision import decision_by_id, underwriting_for
from puhui.decision.events import (
    DECISION_MADE,
    REFERRAL_MOVED,
    REQUEST_ANSWERED,
    REVIEW_ASKED,
    UNDERWRITING_CONFIRMED,
)
from puhui.desk import refresh, touch
from puhui.exchange import application_under
from puhui.exchange.events import EVENT_HEARD, HANDOVER_MOVED, PACKAGE_RECEIVED, PACKAGE_WITHDRAWN
from puhui.ground import Erased, Work
from puhui.ground.outbox import Message
from puhui.ground.telemetry import log
from puhui.ground.worker import Handler
from puhui.intake import applications
from puhui.intake.events import APPLICATION_MOVED, CONSENT_WITHDRAWN
from puhui.kernel import Problem
from puhui.loan import contract, drawdown
from puhui.loan.events import CONTRACT_MOVED, CONTRACT_SIGNED, DRAWDOWN_ENDED, DRAWDOWN_RESERVED
from puhui.matching.events import OFFER_CHOSEN, OFFERS_MADE
from puhui.servicing import repayment
from puhui.servicing.events import ARREARS_CHANGED, LOAN_SETTLED, REPAYMENT_ASKED, REPAYMENT_POSTED

About = Callable[[Work, Message], tuple[UUID, ...]]
"""Which applications a message is about; none where it is about nothing that is here."""


def kept_right(every: Mapping[str, Handler]) -> Mapping[str, Handler]:
    """The same handlers, and after each that is about an application its row made again."""
    return {
        topic: partial(_and_then, handler=handler, about=_ABOUT[topic]) if topic in _ABOUT else handler
        for topic, handler in every.items()
    }


def _and_then(work: Work, message: Message, handler: Handler, about: About) -> Problem | None:
    problem = handler(work, message)
    if problem is None:
        looking = work.looking_once()
        for application_id in about(looking, message):
            _refresh(looking, application_id)
    return problem


def _refresh(work: Work, application_id: UUID) -> None:
    savepoint = work.connection.begin_nested()
    try:
        refresh(work, application_id)
    except Exception:
        savepoint.rollback()
        log.exception("desk.refresh_failed", application_id=str(application_id))
        touch(work, application_id)
    else:
        savepoint.commit()


def make_again(work: Work, message: Message) -> Problem | None:
    """Make one row again; failing, it is tried again later like any message."""
    refresh(work, UUID(message.payload["application_id"]))
    return None


def _named(work: Work, message: Message) -> tuple[UUID, ...]:
    named = message.payload.get("application_id")
    return () if named is None else (UUID(named),)


def _moved(work: Work, message: Message) -> tuple[UUID, ...]:
    """What another message of the same transaction tells as well is left to that one."""
    return () if message.payload.get("status") in _TOLD_TWICE else _named(work, message)


def _of_subject(work: Work, message: Message) -> tuple[UUID, ...]:
    mine = applications(work, UUID(message.payload["subject_id"]), at_most=_MOST)
    return () if isinstance(mine, Problem) else tuple(it.id for it in mine)


def _decided(work: Work, message: Message) -> tuple[UUID, ...]:
    kept = decision_by_id(work, UUID(message.payload["decision_id"]))
    return _these(None if isinstance(kept, Problem | Erased) else kept.application_id)


def _handed_over(work: Work, message: Message) -> tuple[UUID, ...]:
    return _these(application_under(work, message.payload["institution"], message.payload["reference"]))


def _taken_in(work: Work, message: Message) -> tuple[UUID, ...]:
    file = underwriting_for(work, message.payload["reference"])
    return _these(None if file is None else file.application_id)


def _contracted(work: Work, message: Message) -> tuple[UUID, ...]:
    return _under(work, UUID(message.payload["contract_id"]))


def _drawn(work: Work, message: Message) -> tuple[UUID, ...]:
    drawn = drawdown(work, UUID(message.payload["drawdown_id"]))
    return () if isinstance(drawn, Problem) else _under(work, drawn.contract_id)


def _repaid(work: Work, message: Message) -> tuple[UUID, ...]:
    paid = repayment(work, UUID(message.payload["repayment_id"]))
    drawn = paid if isinstance(paid, Problem) else drawdown(work, paid.drawdown_id)
    return () if isinstance(drawn, Problem) else _under(work, drawn.contract_id)


def _under(work: Work, contract_id: UUID) -> tuple[UUID, ...]:
    found = contract(work, contract_id)
    return () if isinstance(found, Problem) else (found.application_id,)


def _these(found: UUID | None) -> tuple[UUID, ...]:
    return () if found is None else (found,)


_MOST: Final = 200
_TOLD_TWICE: Final = frozenset({"deciding", "decided", "offered"})
"""Steps of an application that come with a decision or with offers."""
_ABOUT: Final[Mapping[str, About]] = {
    APPLICATION_MOVED: _moved,
    CONSENT_WITHDRAWN: _of_subject,
    DECISION_MADE: _named,
    REVIEW_ASKED: _decided,
    REFERRAL_MOVED: _named,
    REQUEST_ANSWERED: _named,
    UNDERWRITING_CONFIRMED: _named,
    OFFERS_MADE: _named,
    OFFER_CHOSEN: _named,
    HANDOVER_MOVED: _named,
    EVENT_HEARD: _handed_over,
    PACKAGE_RECEIVED: _taken_in,
    PACKAGE_WITHDRAWN: _taken_in,
    CONTRACT_MOVED: _contracted,
    CONTRACT_SIGNED: _contracted,
    DRAWDOWN_RESERVED: _drawn,
    DRAWDOWN_ENDED: _drawn,
    REPAYMENT_ASKED: _repaid,
    REPAYMENT_POSTED: _repaid,
    LOAN_SETTLED: _drawn,
    ARREARS_CHANGED: _drawn,
}
