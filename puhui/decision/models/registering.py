"""Handing a model in, and what another person makes of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from puhui.decision.models import problems, store
from puhui.decision.models.model import Registered, Settled
from puhui.decision.models.sealing import Sealed, Terms, grade_of, seal
from puhui.ground import Work
from puhui.ground.publishing import house_of, person_problem
from puhui.kernel import Problem, new_id
from puhui.learn import card_to_json

_LONGEST: Final = timedelta(days=731)


def register_model(
    work: Work, files: Mapping[str, str], terms: Terms, note: str = "", where: str = ""
) -> Registered | Problem:
    """Hand a model in. It rates nobody before another person approved it and it was made a champion."""
    if problem := person_problem(work) or _wrong_terms(work, terms):
        return problem
    sealed = seal(files, terms, where)
    if isinstance(sealed, Problem):
        return sealed
    row = _row(work, sealed, terms, note)
    if not store.add_model(work.connection, house_of(work), row):
        return problems.already(sealed.rater.name)
    work.audit("model.registered", f"model:{row['id']}", version=sealed.version, grade=row["grade"])
    return _there(work, row["id"])


def settle_model(work: Work, model_id: UUID, verdict: Settled, note: str = "") -> Registered | Problem:
    """Approve or reject what somebody else handed in."""
    held = _waiting(work, model_id)
    if isinstance(held, Problem):
        return held
    if work.actor.id == held.registered_by and verdict is Settled.APPROVED:
        return problems.SAME_PERSON
    store.change_model(
        work.connection,
        model_id,
        settled=verdict.value,
        settled_by=work.actor.id,
        settled_at=work.now(),
        settled_note=note,
    )
    work.audit(f"model.{verdict.value}", f"model:{model_id}", version=held.version)
    return _there(work, model_id)


def withdraw_model(work: Work, model_id: UUID, why: str) -> Registered | Problem:
    """Stop a model at once: one person is enough, because nobody is approved by what follows. What it was the
    champion of is referred to people until another is named."""
    if problem := person_problem(work):
        return problem
    held = store.get_model(work.connection, house_of(work), model_id, hold=True)
    if held is None:
        return problems.NOT_FOUND
    if not held.is_approved or held.withdrawn_at is not None:
        return problems.SETTLED
    store.change_model(
        work.connection,
        model_id,
        withdrawn_by=work.actor.id,
        withdrawn_at=work.now(),
        withdrawn_why=why,
    )
    store.next_mark(work.connection, house_of(work), new_id())
    work.audit("model.withdrawn", f"model:{model_id}", version=held.version)
    return _there(work, model_id)


def registered(work: Work, model_id: UUID) -> Registered | Problem:
    """One model of the house."""
    return store.get_model(work.connection, house_of(work), model_id) or problems.NOT_FOUND


def found(work: Work, named: str) -> Registered | Problem:
    """A model by the beginning of its version, or by its name: then the newest of that name."""
    every = store.models(work.connection, house_of(work))
    alike = [it for it in every if it.version.startswith(named)] if len(named) >= _SHORTEST else []
    alike = alike or [it for it in every if it.name == named]
    return alike[0] if alike else problems.NOT_FOUND


_SHORTEST: Final = 8


def _wrong_terms(work: Work, terms: Terms) -> Problem | None:
    if terms.valid_from < work.today():
        return problems.IN_THE_PAST
    fits = terms.valid_from < terms.expires_on <= terms.valid_from + _LONGEST
    return None if fits else problems.EXPIRY


def _row(work: Work, sealed: Sealed, terms: Terms, note: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "name": sealed.rater.name,
        "version": sealed.version,
        "product": terms.product,
        "kind": sealed.kind.value,
        "grade": grade_of(sealed.kind, sealed.card).value,
        "needs": list(sealed.needs),
        "fallback": terms.fallback.value,
        "valid_from": terms.valid_from,
        "expires_on": terms.expires_on,
        "card": card_to_json(sealed.card),
        "content": sealed.content,
        "note": note,
        "registered_by": work.actor.id,
        "registered_at": work.now(),
    }


def _waiting(work: Work, model_id: UUID) -> Registered | Problem:
    if problem := person_problem(work):
        return problem
    held = store.get_model(work.connection, house_of(work), model_id, hold=True)
    if held is None:
        return problems.NOT_FOUND
    return held if held.settled is None else problems.SETTLED


def _there(work: Work, model_id: object) -> Registered:
    kept = store.get_model(work.connection, house_of(work), UUID(str(model_id)))
    assert kept is not None  # noqa: S101 - it was written a moment ago
    return kept
