"""The tables of `ground`, as its migrations make them."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from puhui.ground.database.metadata import metadata

_INSTANT: Final = DateTime(timezone=True)

subject_key = Table(
    "subject_key",
    metadata,
    Column("subject_id", Uuid, primary_key=True),
    Column("institution", Text, primary_key=True, server_default=text("''")),
    Column("version", Integer, primary_key=True),
    Column("suite", Text, nullable=False),
    Column("kek_id", Text),
    Column("wrapped", LargeBinary),
    Column("created_at", _INSTANT, nullable=False, server_default=text("now()")),
    Column("destroyed_at", _INSTANT),
    schema="ground",
)

master_keys = Table(
    "master_keys",
    metadata,
    Column("fingerprint", LargeBinary, primary_key=True),
    Column("seen_at", _INSTANT, nullable=False, server_default=text("now()")),
    schema="ground",
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", JSONB, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("audit_entry_number", "number", unique=True),
    Index("audit_entry_target", "target", "number"),
    schema="ground",
)

audit_waiting = Table(
    "audit_waiting",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    schema="ground",
)

audit_link = Table(
    "audit_link",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", Uuid, nullable=False),
    Column("sealed_at", _INSTANT, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("entry_id", name="audit_link_entry_id_key"),
    schema="ground",
)

outbox = Table(
    "outbox",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("posted_at", _INSTANT, nullable=False),
    Column("due_at", _INSTANT, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("done_at", _INSTANT),
    Column("dead_at", _INSTANT),
    Column("last_error", Text),
    Column("institution", Text, nullable=False, server_default=text("coalesce(ground.tenant(), '')")),
    UniqueConstraint("topic", "key", name="outbox_topic_key_key"),
    Index(
        "outbox_due",
        "due_at",
        postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
    ),
    schema="ground",
)

tenant_login = Table(
    "tenant_login",
    metadata,
    Column("login", Text, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("generation", Integer, nullable=False, server_default=text("1")),
    Column("made_at", _INSTANT, nullable=False, server_default=text("now()")),
    UniqueConstraint("institution", name="tenant_login_institution_key"),
    schema="ground",
)

house = Table("house", metadata, Column("institution", Text, primary_key=True), schema="ground")
