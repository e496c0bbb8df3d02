"""Record a fact, read what was held true at any moment."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.evidence import store, tables
from puhui.evidence.facts import Fact, NewFact, standing
from puhui.evidence.service.gate import consent_for
from puhui.ground import Erased, Work
from puhui.kernel import Problem, Text, new_id


def record_fact(work: Work, new: NewFact) -> Fact | Problem:
    """Keep a fact, its value sealed. Refused without a covering consent, unless its source is public."""
    consent = consent_for(work, new.subject_id, new.source)
    if isinstance(consent, Problem):
        return consent
    if problem := _wrong(work, new):
        return problem
    fact = Fact(
        id=new_id(),
        subject_id=new.subject_id,
        kind=new.kind,
        value=new.value,
        true_from=new.true_from,
        true_to=new.true_to,
        learned_at=work.now(),
        source=new.source,
        consent_id=consent.id if consent else None,
        supersedes=new.supersedes,
    )
    store.add(work.connection, tables.fact, _row(work, fact))
    work.audit("evidence.fact_recorded", f"subject:{new.subject_id}", kind=new.kind, source=new.source)
    return fact


def facts(
    work: Work,
    subject_id: UUID,
    kind: str,
    as_of_known: datetime | None = None,
    as_of_true: date | None = None,
) -> tuple[Fact, ...]:
    """What was held true of a subject: as learned by one moment, about one day. See `facts.standing`."""
    rows = store.facts(work.connection, work.actor.mode, subject_id, kind, as_of_known)
    return standing((_fact(work, row) for row in rows), as_of_known, as_of_true)


def _wrong(work: Work, new: NewFact) -> Problem | None:
    if new.true_to is not None and new.true_to <= new.true_from:
        return _EMPTY_PERIOD
    if new.supersedes is None:
        return None
    corrected = store.fact_by_id(work.connection, work.actor.mode, new.supersedes)
    same = corrected is not None and (corrected.subject_id, corrected.kind) == (new.subject_id, new.kind)
    return None if same else _NOTHING_TO_CORRECT


def _row(work: Work, fact: Fact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in Fact.__slots__ if name != "value"}
    value = orjson.dumps(fact.value).decode()
    sealed = work.vault.seal(work.connection, fact.subject_id, _field(fact.id), value)
    return row | {"sealed_value": sealed, "mode": work.actor.mode, "actor": work.actor.id}


def _fact(work: Work, row: Row[Any]) -> Fact:
    opened = work.vault.open(work.connection, row.subject_id, _field(row.id), row.sealed_value)
    value = opened if isinstance(opened, Erased) else orjson.loads(opened)
    return Fact(**{name: getattr(row, name) for name in Fact.__slots__ if name != "value"}, value=value)


def _field(fact_id: UUID) -> str:
    return f"fact:{fact_id}"


_EMPTY_PERIOD = Problem(
    "evidence.fact.period",
    Text("事实的结束日期应在开始日期之后。", "A fact ends after it begins."),
    Text("请核对日期。", "Check the dates."),
    "true_to",
)
_NOTHING_TO_CORRECT = Problem(
    "evidence.fact.not_found",
    Text("没有找到要更正的事实。", "There is no such fact to correct."),
    Text("请核对编号。", "Check its id."),
    "supersedes",
)
