"""The tables of this room: the read model, and what people at desks settled themselves.

`case_file` can be thrown away and made again; numbers, assignments, notes and views cannot.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from puhui.ground.database import metadata
from puhui.intake import tables as intake

SCHEMA: Final = "desk"
_INSTANT: Final = DateTime(timezone=True)

case_file: Final = Table(
    "case_file",
    metadata,
    Column("application_id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("business_id", Uuid),
    Column("owner_index", LargeBinary),
    Column("business_index", LargeBinary),
    Column("kind", Text, nullable=False),
    Column("section", Text),
    Column("trade", Text),
    Column("region", Text),
    Column("amount_fen", BigInteger, nullable=False),
    Column("months", Integer, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("outcome", Text),
    Column("band", Text),
    Column("limit_fen", BigInteger),
    Column("institution", Text),
    Column("waits_for", Text),
    Column("waiting_since", _INSTANT),
    Column("due_at", _INSTANT),
    Column("assignee", Text),
    Column("bucket", Text),
    Column("created_at", _INSTANT, nullable=False),
    Column("moved_at", _INSTANT, nullable=False),
    Column("decision_id", Uuid),
    Column("decided_at", _INSTANT),
    Column("decided_ms", Double),
    schema=SCHEMA,
)

case_number: Final = Table(
    "case_number",
    metadata,
    Column("application_id", Uuid, ForeignKey(intake.application.c.id), primary_key=True),
    Column("mode", Text, nullable=False),
    Column("number", Text, nullable=False),
    schema=SCHEMA,
)

day_count: Final = Table(
    "day_count",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("last", Integer, nullable=False),
    schema=SCHEMA,
)

assignment: Final = Table(
    "assignment",
    metadata,
    Column("application_id", Uuid, ForeignKey(intake.application.c.id), primary_key=True),
    Column("mode", Text, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

note: Final = Table(
    "note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, ForeignKey(intake.application.c.id), nullable=False),
    Column("subject_id", Uuid, ForeignKey(intake.subject.c.id), nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

view: Final = Table(
    "view",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("filter", JSONB, nullable=False),
    Column("sort", Text, nullable=False),
    Column("columns", ARRAY(Text), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("saved_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)
