"""The SQL of hits, limits and labels."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_or_change

from puhui.decision.fraud.model import Hit, Label
from puhui.decision.fraud.tables import label, ring
from puhui.ground import Mode
from puhui.ground.database.direct import fetch, send

_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%(rule)s, 0))"
_USED: Final = """
    SELECT (SELECT count(DISTINCT h.application_id) FROM decision.fraud_hit h
            WHERE h.mode = %(mode)s AND h.rule = %(rule)s AND h.became = 'decline' AND h.at > %(since)s
                AND h.application_id <> %(application)s),
        (SELECT count(*) FROM decision.decision d
            WHERE d.mode = %(mode)s AND d.decided_at > %(since)s AND d.application_id IS NOT NULL)
"""
_ADD_HITS: Final = """
    INSERT INTO decision.fraud_hit (decision_id, rule, mode, application_id, said, became, policy_version, at)
    SELECT %(decision)s, rule, %(mode)s, %(application)s, said, became, %(policy)s, %(at)s
    FROM unnest(%(rules)s::text[], %(said)s::text[], %(became)s::text[]) AS hit (rule, said, became)
"""


def one_at_a_time(connection: Connection, mode: Mode, rule: str) -> None:
    """Let declines by one rule follow each other until the transaction ends."""
    send(connection, _ONE_AT_A_TIME, {"rule": f"fraud rule {mode.value} {rule}"})


def used(
    connection: Connection, mode: Mode, rule: str, since: datetime, application_id: UUID
) -> tuple[int, int]:
    """Other applications that a rule declined since, and applications decided since. A moment ahead of the
    clock is since, too."""
    bound = {"mode": mode.value, "rule": rule, "since": since, "application": application_id}
    ((declined, decided),) = fetch(connection, _USED, bound)
    return int(declined), int(decided)


def adding_hits(
    mode: Mode, decision_id: UUID, application_id: UUID, hits: Sequence[Hit], *, policy: str, at: datetime
) -> tuple[str, dict[str, object]]:
    """The statement that writes the hits of one decision down."""
    return _ADD_HITS, {
        "decision": decision_id,
        "application": application_id,
        "mode": mode.value,
        "rules": [it.rule for it in hits],
        "said": [it.said.value for it in hits],
        "became": [it.became.value for it in hits],
        "policy": policy,
        "at": at,
    }


def add_label(connection: Connection, mode: Mode, new: Label, subject_id: UUID, sealed_why: bytes) -> None:
    """Keep a person's word."""
    row = {name: getattr(new, name) for name in ("id", "application_id", "decision_id", "at")}
    words = {"finding": new.finding.value, "sealed_why": sealed_why, "actor": new.by}
    connection.execute(insert(label).values(**row, **words, mode=mode.value, subject_id=subject_id))


def labels_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """What people said about an application, oldest first."""
    mine = (label.c.application_id == application_id) & (label.c.mode == mode.value)
    return connection.execute(select(label).where(mine).order_by(label.c.at, label.c.id)).all()


def hits_of(connection: Connection, mode: Mode, decision_id: UUID) -> Sequence[Row[Any]]:
    """The rules that spoke in one decision."""
    return connection.execute(_HITS_OF, {"mode": mode.value, "decision": decision_id}).all()


def hits_of_many(connection: Connection, mode: Mode, applications: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The hardest thing that any rule came to in each decision of these applications that a rule hit."""
    return connection.execute(_HITS_OF_MANY, {"mode": mode.value, "applications": list(applications)}).all()


def rates(connection: Connection, mode: Mode, since: datetime, until: datetime) -> Sequence[Row[Any]]:
    """Every rule that hit an application between two moments: how many, what became of them, and what people
    found; an application counts once a rule, by its newest hit and the newest word about it."""
    return connection.execute(_RATES, {"mode": mode.value, "since": since, "until": until}).all()


def consents_of_edges(connection: Connection, numbers: Sequence[int]) -> set[UUID]:
    """The consents under which these edges were recorded."""
    found = connection.execute(_CONSENTS, {"numbers": list(numbers)}).scalars()
    return set(found)


def keep_rings(
    connection: Connection,
    mode: Mode,
    application_id: UUID,
    found: Mapping[str, float],
    *,
    consents: Collection[UUID],
    at: datetime,
) -> None:
    """Leave what was found for the decision."""
    row = {"mode": mode.value, "application_id": application_id, "found": dict(found)}
    new = insert_or_change(ring).values(**row, consents=sorted(consents), looked_at=at)
    changed = {name: new.excluded[name] for name in ("found", "consents", "looked_at")}
    connection.execute(new.on_conflict_do_update(index_elements=["mode", "application_id"], set_=changed))


def missed(connection: Connection, mode: Mode, since: datetime, until: datetime) -> int:
    """Applications of which people found fraud between two moments, and which no rule had hit."""
    found: int = connection.execute(
        _MISSED, {"mode": mode.value, "since": since, "until": until}
    ).scalar_one()
    return found


_CONSENTS: Final = text("""
    SELECT DISTINCT consent_id FROM graph.relation WHERE number = ANY(:numbers) AND consent_id IS NOT NULL
""")
_HITS_OF: Final = text("""
    SELECT rule, said, became, at FROM decision.fraud_hit
    WHERE decision_id = :decision AND mode = :mode ORDER BY rule
""")
_HITS_OF_MANY: Final = text("""
    SELECT application_id, decision_id, min(became) AS became FROM decision.fraud_hit
    WHERE application_id = ANY(:applications) AND mode = :mode GROUP BY application_id, decision_id
""")
"""`decline` comes before `refer`, in the alphabet as here."""
_RATES: Final = text("""
    WITH hit AS (
        SELECT DISTINCT ON (rule, application_id) rule, application_id, said, became
        FROM decision.fraud_hit WHERE mode = :mode AND at >= :since AND at < :until
        ORDER BY rule, application_id, at DESC, decision_id
    ), found AS (
        SELECT DISTINCT ON (application_id) application_id, finding
        FROM decision.fraud_label WHERE mode = :mode ORDER BY application_id, at DESC, id DESC
    )
    SELECT hit.rule, count(*) AS hits,
        count(*) FILTER (WHERE hit.became = 'decline') AS declined,
        count(*) FILTER (WHERE hit.became <> hit.said) AS past_limit,
        count(*) FILTER (WHERE found.finding = 'confirmed') AS confirmed,
        count(*) FILTER (WHERE found.finding = 'false_alarm') AS false_alarms
    FROM hit LEFT JOIN found USING (application_id) GROUP BY hit.rule ORDER BY hits DESC, hit.rule
""")
_MISSED: Final = text("""
    SELECT count(*) FROM (
        SELECT DISTINCT ON (application_id) application_id, finding, at
        FROM decision.fraud_label WHERE mode = :mode ORDER BY application_id, at DESC, id DESC
    ) found WHERE finding = 'confirmed' AND at >= :since AND at < :until AND NOT EXISTS (
        SELECT FROM decision.fraud_hit h WHERE h.application_id = found.application_id AND h.mode = :mode)
""")
