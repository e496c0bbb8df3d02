"""What a person found out about an application: fraud, or a false alarm. Kept apart from defaults.

Words are sealed under the owner's key. A later word stands in the place of an earlier one, which stays.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.decision.fraud import store
from puhui.decision.fraud.model import Finding, Label
from puhui.decision.keeping import Kept
from puhui.decision.service import decision_of
from puhui.ground import ERASED, Erased, Work
from puhui.kernel import Problem, Text, new_id

LONGEST_WHY: Final = 1_000
"""Characters."""
_FIELD: Final = "fraud.why"


def label_fraud(work: Work, application_id: UUID, finding: Finding, why: str) -> Label | Erased | Problem:
    """Keep what a person found about an application, and why; about its newest decision."""
    if not 0 < len(why.strip()) <= LONGEST_WHY:
        return _NO_WHY
    kept = decision_of(work, application_id)
    if not isinstance(kept, Kept) or kept.subject_id is None:
        return kept if not isinstance(kept, Kept) else _NOBODY
    label = Label(new_id(), application_id, kept.id, finding, why.strip(), work.now(), work.actor.id)
    sealed = work.vault.seal(work.connection, kept.subject_id, _FIELD, label.why)
    store.add_label(work.connection, work.actor.mode, label, kept.subject_id, sealed)
    work.audit("fraud.labelled", f"application:{application_id}", finding=finding.value)
    return label


def labels_about(work: Work, application_id: UUID) -> tuple[Label, ...] | Erased:
    """Everything people said about an application, oldest first."""
    found = []
    for row in store.labels_of(work.connection, work.actor.mode, application_id):
        one = _opened(work, row)
        if isinstance(one, Erased):
            return ERASED
        found.append(one)
    return tuple(found)


def _opened(work: Work, row: Row[Any]) -> Label | Erased:
    why = work.vault.open(work.connection, row.subject_id, _FIELD, bytes(row.sealed_why))
    if isinstance(why, Erased):
        return why
    return Label(row.id, row.application_id, row.decision_id, Finding(row.finding), why, row.at, row.actor)


_NO_WHY: Final = Problem(
    "fraud_label.why",
    Text(f"请写明依据，不超过 {LONGEST_WHY} 字。", f"Say why, in at most {LONGEST_WHY} characters."),
    Text("例如：打了电话、核对了谁、看到了什么。", "For example whom you called and what you saw."),
    "why",
)
_NOBODY: Final = Problem(
    "fraud_label.batch",
    Text("批量预决定不对应任何人，不能标注。", "A batch decision is about nobody who could be labelled."),
)
