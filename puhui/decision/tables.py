"""The tables of this room, as its migrations make them.

`inputs`, `record` and `told` of an application are sealed under the subject's key (they open as `Erased`
once it is destroyed); those of a batch over pseudonymous files are the canonical bytes themselves.
"""

from typing import Final

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from puhui.ground.database import metadata

SCHEMA: Final = "decision"
_INSTANT: Final = DateTime(timezone=True)

version = Table(
    "version",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("first_used_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

batch = Table(
    "batch",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("source_hash", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("decisions", Integer, nullable=False),
    Column("decided_at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

decision = Table(
    "decision",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=text("'platform_advisory'")),
    Column("application_id", Uuid, ForeignKey("intake.application.id")),
    Column("subject_id", Uuid, ForeignKey("intake.subject.id")),
    Column("batch_id", Uuid, ForeignKey(batch.c.id)),
    Column("as_of", Date, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("inputs", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("told", LargeBinary, nullable=False),
    Column("inputs_hash", Text, nullable=False),
    Column("record_hash", Text, nullable=False),
    Column("policy_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("scorecard_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("law_version", Text, ForeignKey(version.c.hash), nullable=False),
    Column("timings", JSONB, nullable=False),
    Column("decided_at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Index("decision_application", "application_id", "decided_at"),
    Index("decision_batch", "batch_id"),
    schema=SCHEMA,
)

prepared = Table(
    "prepared",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("subject_id", Uuid, ForeignKey("intake.subject.id"), primary_key=True),
    Column("evidence", Text, nullable=False),
    Column("related", Text, nullable=False),
    Column("sealed_numbers", LargeBinary, nullable=False),
    Column("prepared_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

underwriting = Table(
    "underwriting",
    metadata,
    Column("application_id", Uuid, ForeignKey("intake.application.id"), primary_key=True),
    Column("mode", Text, nullable=False),
    Column("reference", Text, unique=True),
    Column("sealed_data", LargeBinary),
    Column("consent_until", _INSTANT),
    Column("opened_at", _INSTANT, nullable=False),
    Column("confirmed_at", _INSTANT),
    Column("referred_at", _INSTANT),
    Column("stopped_at", _INSTANT),
    Column("stopped_why", Text),
    schema=SCHEMA,
)
