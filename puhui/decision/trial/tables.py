"""The tables of trials, as their migration makes them. Nothing in them is ever changed or removed."""

from typing import Final

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, UniqueConstraint, Uuid

from puhui.decision.tables import SCHEMA, decision, version
from puhui.ground.database import metadata

_INSTANT: Final = DateTime(timezone=True)

shadow = Table(
    "shadow",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("trial", Text, nullable=False),
    Column("publication_id", Uuid, nullable=False),
    Column("decision_id", Uuid, ForeignKey(decision.c.id), nullable=False),
    Column("subject_id", Uuid, ForeignKey("intake.subject.id"), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("record_hash", Text, nullable=False),
    Column("policy_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("scorecard_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("law_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("made_at", _INSTANT, nullable=False),
    UniqueConstraint("publication_id", "decision_id", name="shadow_once"),
    schema=SCHEMA,
)
Index("decision_by_time", decision.c.mode, decision.c.decided_at, decision.c.id)

challenged = Table(
    "challenged",
    metadata,
    Column("decision_id", Uuid, ForeignKey(decision.c.id), primary_key=True),
    Column("mode", Text, nullable=False),
    Column("trial", Text, nullable=False),
    Column("publication_id", Uuid, nullable=False),
    Column("arm", Text, nullable=False),
    Column("drawn", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("challenged_by_trial", "publication_id"),
    schema=SCHEMA,
)

trial_end = Table(
    "trial_end",
    metadata,
    Column("publication_id", Uuid, primary_key=True),
    Column("trial", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("ended_at", _INSTANT, nullable=False),
    Column("ended_by", Text, nullable=False),
    schema=SCHEMA,
)
