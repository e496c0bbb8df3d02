"""Fraud's outcome of many applications at once, for a list: from hits, without opening a record."""

from collections.abc import Mapping
from uuid import UUID

from puhui.decision.fraud import store
from puhui.decision.fraud.outcome import FraudOutcome
from puhui.ground import Work
from puhui.kernel import Outcome


def fraud_marks(work: Work, newest: Mapping[UUID, UUID]) -> Mapping[UUID, FraudOutcome]:
    """Application → outcome of its newest decision (application → decision). One that an earlier decision's
    rules hit and this one's did not is left out: a person may have decided since, whose word is no rule's."""
    hits: dict[tuple[UUID, UUID], Outcome] = {}
    hit_before: set[UUID] = set()
    for row in store.hits_of_many(work.connection, work.actor.mode, list(newest)):
        hit_before.add(row.application_id)
        hits[row.application_id, row.decision_id] = Outcome(row.became)
    found: dict[UUID, FraudOutcome] = {}
    for application_id, decision_id in newest.items():
        became = hits.get((application_id, decision_id))
        if became is not None:
            is_decline = became is Outcome.DECLINE
            found[application_id] = FraudOutcome.DECLINED if is_decline else FraudOutcome.REFERRED
        elif application_id not in hit_before:
            found[application_id] = FraudOutcome.CLEAR
    return found
