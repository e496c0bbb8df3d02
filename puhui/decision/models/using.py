"""What a model is used for: champion of a product from a day on, recalibrated there; two people each time."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from puhui.decision.models import problems, store
from puhui.decision.models.model import HOUSE, Recalibration, Registered, Settled, Use, UseKind
from puhui.ground import Work
from puhui.ground.publishing import house_of, person_problem
from puhui.kernel import Problem, new_id

_SLOPES: Final = (0.3, 2.0)
_SHIFTS: Final = (-3.0, 3.0)


def propose_champion(
    work: Work, product: str, model_id: UUID | None, effective_from: date, note: str = ""
) -> Use | Problem:
    """Propose what rates a product (`HOUSE`: everything) from a day on; None: the judgement scorecard."""
    if model_id is not None:
        model = _usable(work, model_id, product, effective_from)
        if isinstance(model, Problem):
            return model
    row = {"product": product, "model_id": model_id, "effective_from": effective_from, "note": note}
    return _propose(work, UseKind.CHAMPION, row)


def propose_recalibration(
    work: Work,
    product: str,
    model_id: UUID,
    moved: Recalibration,
    effective_from: date,
    *,
    note: str = "",
) -> Use | Problem:
    """Propose that a product's log odds are moved from a day on, because its own outcomes say so."""
    model = _usable(work, model_id, product, effective_from)
    if isinstance(model, Problem):
        return model
    fits = _SLOPES[0] <= moved.slope <= _SLOPES[1] and _SHIFTS[0] <= moved.shift <= _SHIFTS[1]
    if not fits:
        return problems.RECALIBRATION
    row = {"product": product, "model_id": model_id, "effective_from": effective_from, "note": note}
    return _propose(work, UseKind.RECALIBRATION, {**row, "shift": moved.shift, "slope": moved.slope})


def settle_use(work: Work, use_id: UUID, verdict: Settled, note: str = "") -> Use | Problem:
    """Approve or reject what somebody else proposed. Approved, the very next decision goes by it."""
    held = _waiting(work, use_id)
    if isinstance(held, Problem):
        return held
    if verdict is Settled.APPROVED and (problem := _why_not(work, held)):
        return problem
    approved = verdict is Settled.APPROVED
    number = store.next_mark(work.connection, house_of(work), new_id()) if approved else None
    store.change_use(
        work.connection,
        use_id,
        settled=verdict.value,
        settled_by=work.actor.id,
        settled_at=work.now(),
        settled_note=note,
        number=number,
        effective_from=max(held.effective_from, work.today()) if approved else held.effective_from,
    )
    work.audit(f"model.{held.kind}_{verdict}", f"model_use:{use_id}", product=held.product)
    return _there(work, use_id)


def _why_not(work: Work, held: Use) -> Problem | None:
    if work.actor.id == held.proposed_by:
        return problems.SAME_PERSON
    if held.model_id is None:
        return None
    model = _usable(work, held.model_id, held.product, max(held.effective_from, work.today()))
    return model if isinstance(model, Problem) else None


def _usable(work: Work, model_id: UUID, product: str, day: date) -> Registered | Problem:
    model = store.get_model(work.connection, house_of(work), model_id, hold=True)
    if model is None:
        return problems.NOT_FOUND
    if not model.is_approved or model.withdrawn_at is not None or work.today() >= model.expires_on:
        return problems.NOT_APPROVED
    if model.product not in {HOUSE, product}:
        return problems.OTHER_PRODUCT
    return model if max(model.valid_from, work.today()) <= day < model.expires_on else problems.IN_THE_PAST


def _propose(work: Work, kind: UseKind, proposed: Mapping[str, Any]) -> Use | Problem:
    if problem := person_problem(work):
        return problem
    if proposed["effective_from"] < work.today():
        return problems.IN_THE_PAST
    use_id, by = new_id(), {"proposed_by": work.actor.id, "proposed_at": work.now()}
    if not store.add_use(work.connection, house_of(work), {"id": use_id, "kind": kind, **by, **proposed}):
        return problems.WAITING
    work.audit(f"model.{kind}_proposed", f"model_use:{use_id}", product=proposed["product"])
    return _there(work, use_id)


def _there(work: Work, use_id: UUID) -> Use:
    kept = store.get_use(work.connection, house_of(work), use_id)
    assert kept is not None  # noqa: S101 - it was written a moment ago
    return kept


def _waiting(work: Work, use_id: UUID) -> Use | Problem:
    if problem := person_problem(work):
        return problem
    held = store.get_use(work.connection, house_of(work), use_id)
    if held is None:
        return problems.USE_NOT_FOUND
    return held if held.settled is None else problems.SETTLED
