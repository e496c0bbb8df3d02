"""Who listens to what leaves through the outbox: topic → handler, one explicit list a role.

A topic that is told for nobody here has nobody to do anything about it; `heard` says so, so that the outbox
ends empty and `/health` counts only what is truly waiting. What goes to the other party has a worker of its
own (`DELIVERIES`): a silent partner must not hold up a payment.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from puhui.app.at_the_desk import kept_right, make_again
from puhui.app.events import PAY_OUT_DUE
from puhui.app.institution import listening as lending
from puhui.app.making_ready import when_imported, when_submitted
from puhui.app.marking import mark_decline
from puhui.app.offering import on_decision_made
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.platform import listening as advising
from puhui.app.reconciling import exchange_files
from puhui.app.ringing import Ringing
from puhui.decision.events import (
    DECISION_MADE,
    REFERRAL_MOVED,
    REQUEST_ANSWERED,
    REVIEW_ASKED,
    RINGS_DUE,
    UNDERWRITING_CONFIRMED,
)
from puhui.desk.events import CASE_TOUCHED
from puhui.evidence.events import INVOICES_IMPORTED
from puhui.exchange.events import (
    EVENT_DUE,
    EVENT_HEARD,
    HANDOVER_MOVED,
    PACKAGE_DUE,
    PACKAGE_RECEIVED,
    PACKAGE_WITHDRAWN,
    WITHDRAWAL_DUE,
)
from puhui.ground import Settings, Work
from puhui.ground.outbox import Message
from puhui.ground.worker import Handler
from puhui.identify import work_through
from puhui.identify.events import FILE_DUE
from puhui.intake.events import (
    APPLICATION_MOVED,
    BUSINESS_LINKED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    SUBJECT_REGISTERED,
)
from puhui.kernel import Problem, Text
from puhui.loan.events import CONTRACT_MOVED, CONTRACT_SIGNED, DRAWDOWN_ENDED, DRAWDOWN_RESERVED
from puhui.matching.events import OFFER_CHOSEN, OFFERS_MADE
from puhui.servicing.events import (
    ARREARS_CHANGED,
    DAY_CLOSED,
    LOAN_SETTLED,
    REPAYMENT_ASKED,
    REPAYMENT_POSTED,
)

DELIVERIES: Final = frozenset({PACKAGE_DUE, WITHDRAWAL_DUE, EVENT_DUE, DAY_CLOSED})
"""Topics whose handlers wait for the other party."""

MOSTLY_NOTHING: Final = frozenset({APPLICATION_MOVED})
"""A topic after whose messages there is mostly nothing to do: they may share a transaction."""

FROM_INSTITUTIONS: Final = frozenset({EVENT_HEARD, HANDOVER_MOVED, WITHDRAWAL_DUE})
"""What an institution's own login may post on the platform. Each of these handlers looks up what a message
names among that institution's things; every other topic is the house's word alone."""


def heard(work: Work, message: Message) -> Problem | None:
    """Nothing follows from it here; the message is done."""
    return None


def handlers_of(party: Party, outside: Outside, settings: Settings | None = None) -> Mapping[str, Handler]:
    """Everything this party listens to. Topics of the other role have a listener too, who does nothing.

    `settings` say where the house's own trained models lie.
    """
    role = _at_the_institution(party, outside) if party.is_institution else _on_the_platform(party, outside)
    ready: Mapping[str, Handler] = {
        APPLICATION_MOVED: when_submitted(role[APPLICATION_MOVED]),
        INVOICES_IMPORTED: when_imported,
        FILE_DUE: partial(work_through, settings=settings or Settings()),
        RINGS_DUE: Ringing(settings or Settings()),
    }
    every = kept_right({**dict.fromkeys(TOPICS, heard), **role, **ready, CASE_TOUCHED: make_again})
    if party.is_institution:
        return every
    return {
        topic: one if topic in FROM_INSTITUTIONS else partial(_of_the_house, handler=one)
        for topic, one in every.items()
    }


def following(party: Party) -> frozenset[str]:
    """Topics from which offers and rows of the queue follow: much work, for which no money, no consent and no
    partner waits. Where the machine is busy it is paced (`PUHUI_WORKER_RESTS`).

    At an institution the platform waits to hear of a decision, so that one is not among them.
    """
    later = frozenset({OFFERS_MADE, CASE_TOUCHED, FILE_DUE, RINGS_DUE})
    return later if party.is_institution else later | {DECISION_MADE}


def _of_the_house(work: Work, message: Message, handler: Handler) -> Problem | None:
    """Whatever an institution's login puts into the outbox in the house's name stays undone, and is seen."""
    return _NOT_THE_HOUSE if message.institution else handler(work, message)


def _on_the_platform(party: Party, outside: Outside) -> Mapping[str, Handler]:
    def after_decision(work: Work, message: Message) -> Problem | None:
        """A decline is marked in the graph, an approval gets its offers."""
        return mark_decline(work, message) or on_decision_made(work, message, party.catalogue)

    return {
        DECISION_MADE: after_decision,
        OFFER_CHOSEN: partial(advising.hand_over, outside=outside),
        PACKAGE_DUE: partial(advising.deliver, outside=outside),
        WITHDRAWAL_DUE: partial(advising.deliver_stop, outside=outside),
        EVENT_HEARD: advising.apply,
        CONSENT_WITHDRAWN: advising.stop_for_consent,
        APPLICATION_MOVED: advising.stop_for_application,
    }


def _at_the_institution(party: Party, outside: Outside) -> Mapping[str, Handler]:
    return {
        DECISION_MADE: partial(lending.after_decision, party=party),
        UNDERWRITING_CONFIRMED: partial(lending.confirmed, party=party, outside=outside),
        PACKAGE_RECEIVED: lending.received,
        PACKAGE_WITHDRAWN: lending.withdrawn,
        APPLICATION_MOVED: lending.application_moved,
        CONSENT_WITHDRAWN: lending.consent_withdrawn,
        EVENT_DUE: partial(lending.deliver, outside=outside),
        CONTRACT_SIGNED: lending.signed,
        DRAWDOWN_RESERVED: lending.reserved,
        PAY_OUT_DUE: partial(lending.pay, outside=outside),
        DRAWDOWN_ENDED: lending.drawdown_ended,
        REPAYMENT_ASKED: partial(lending.collect, outside=outside),
        REPAYMENT_POSTED: lending.repaid,
        LOAN_SETTLED: lending.settled,
        ARREARS_CHANGED: lending.arrears_changed,
        DAY_CLOSED: partial(exchange_files, outside=outside),
    }


TOPICS: Final = (
    SUBJECT_REGISTERED,
    BUSINESS_LINKED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    APPLICATION_MOVED,
    INVOICES_IMPORTED,
    DECISION_MADE,
    REVIEW_ASKED,
    REFERRAL_MOVED,
    REQUEST_ANSWERED,
    UNDERWRITING_CONFIRMED,
    RINGS_DUE,
    OFFERS_MADE,
    OFFER_CHOSEN,
    PACKAGE_DUE,
    WITHDRAWAL_DUE,
    HANDOVER_MOVED,
    EVENT_HEARD,
    EVENT_DUE,
    PACKAGE_RECEIVED,
    PACKAGE_WITHDRAWN,
    CONTRACT_MOVED,
    CONTRACT_SIGNED,
    DRAWDOWN_RESERVED,
    DRAWDOWN_ENDED,
    REPAYMENT_ASKED,
    REPAYMENT_POSTED,
    LOAN_SETTLED,
    ARREARS_CHANGED,
    DAY_CLOSED,
    PAY_OUT_DUE,
    CASE_TOUCHED,
    FILE_DUE,
)
"""Every topic that any room tells."""

_NOT_THE_HOUSE: Final = Problem(
    "message.institution.forbidden",
    Text(
        "机构的数据库账户发出了只有平台才能发的消息。",
        "An institution's login posted a message that only the platform may post.",
    ),
    Text("请联系该机构并查看审计记录。", "Ask the institution, and look at the audit trail."),
)
