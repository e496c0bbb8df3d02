"""One application before a person who looks at fraud."""

from dataclasses import dataclass
from uuid import UUID

from puhui.decision.fraud import store
from puhui.decision.fraud.labelling import labels_about
from puhui.decision.fraud.model import Hit, Label
from puhui.decision.fraud.outcome import FraudOutcome, credit_outcome, fraud_outcome
from puhui.decision.keeping import Kept
from puhui.decision.service import decision_of
from puhui.ground import Erased, Work
from puhui.kernel import Outcome, Problem


@dataclass(frozen=True, slots=True)
class FraudCase:
    """The newest decision of an application: fraud for itself, credit for itself, what people found."""

    application_id: UUID
    decision_id: UUID
    fraud: FraudOutcome
    credit: Outcome
    hits: tuple[Hit, ...]
    labels: tuple[Label, ...]


def fraud_case(work: Work, application_id: UUID) -> FraudCase | Erased | Problem:
    """Every reading is in the trail."""
    kept = decision_of(work, application_id)
    if not isinstance(kept, Kept):
        return kept
    labels = labels_about(work, application_id)
    if isinstance(labels, Erased):
        return labels
    rows = store.hits_of(work.connection, work.actor.mode, kept.id)
    hits = tuple(Hit(row.rule, Outcome(row.said), Outcome(row.became)) for row in rows)
    work.audit("fraud.case_read", f"application:{application_id}")
    return FraudCase(
        application_id, kept.id, fraud_outcome(kept.record), credit_outcome(kept.record), hits, labels
    )
