"""What is kept about fraud, apart from credit, as the migration makes it."""

from typing import Final

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from puhui.decision.tables import SCHEMA, decision
from puhui.ground.database import metadata

_INSTANT: Final = DateTime(timezone=True)

hit = Table(
    "fraud_hit",
    metadata,
    Column("decision_id", Uuid, ForeignKey(decision.c.id), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, ForeignKey("intake.application.id"), nullable=False),
    Column("said", Text, nullable=False),
    Column("became", Text, nullable=False),
    Column("policy_version", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Index("fraud_hit_by_rule", "mode", "rule", "at"),
    Index("fraud_hit_of", "application_id"),
    schema=SCHEMA,
)

label = Table(
    "fraud_label",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, ForeignKey("intake.application.id"), nullable=False),
    Column("decision_id", Uuid, ForeignKey(decision.c.id), nullable=False),
    Column("subject_id", Uuid, ForeignKey("intake.subject.id"), nullable=False),
    Column("finding", Text, nullable=False),
    Column("sealed_why", LargeBinary, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Index("fraud_label_of", "application_id", "at"),
    schema=SCHEMA,
)

ring = Table(
    "fraud_ring",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("application_id", Uuid, ForeignKey("intake.application.id"), primary_key=True),
    Column("found", JSONB, nullable=False),
    Column("consents", ARRAY(Uuid), nullable=False),
    Column("looked_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)
