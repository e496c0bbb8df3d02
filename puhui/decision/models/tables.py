"""The tables of the register, as its migration makes them. `product` "" means the whole house."""

from typing import Final

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from puhui.ground.database import metadata

_SCHEMA: Final = "decision"
_INSTANT: Final = DateTime(timezone=True)
_OWN: Final = text("coalesce(ground.tenant(), '')")
_EMPTY: Final = text("''")

model = Table(
    "model",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False, server_default=_OWN),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("product", Text, nullable=False, server_default=_EMPTY),
    Column("kind", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("needs", ARRAY(Text), nullable=False),
    Column("fallback", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("card", JSONB, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("note", Text, nullable=False, server_default=_EMPTY),
    Column("registered_by", Text, nullable=False),
    Column("registered_at", _INSTANT, nullable=False),
    Column("settled", Text),
    Column("settled_by", Text),
    Column("settled_at", _INSTANT),
    Column("settled_note", Text, nullable=False, server_default=_EMPTY),
    Column("withdrawn_by", Text),
    Column("withdrawn_at", _INSTANT),
    Column("withdrawn_why", Text, nullable=False, server_default=_EMPTY),
    UniqueConstraint("institution", "version", name="model_once"),
    UniqueConstraint("institution", "id", name="model_of_a_house"),
    schema=_SCHEMA,
)

use = Table(
    "model_use",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False, server_default=_OWN),
    Column("kind", Text, nullable=False),
    Column("product", Text, nullable=False, server_default=_EMPTY),
    Column("model_id", Uuid),
    Column("shift", Float(53)),
    Column("slope", Float(53)),
    Column("effective_from", Date, nullable=False),
    Column("note", Text, nullable=False, server_default=_EMPTY),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", _INSTANT, nullable=False),
    Column("settled", Text),
    Column("settled_by", Text),
    Column("settled_at", _INSTANT),
    Column("settled_note", Text, nullable=False, server_default=_EMPTY),
    Column("number", Integer),
    UniqueConstraint("institution", "number", name="model_use_numbered"),
    Index(
        "model_use_open_once",
        "institution",
        "kind",
        "product",
        unique=True,
        postgresql_where=text("settled IS NULL"),
    ),
    ForeignKeyConstraint(["institution", "model_id"], [model.c.institution, model.c.id]),
    schema=_SCHEMA,
)

mark = Table(
    "model_mark",
    metadata,
    Column("institution", Text, primary_key=True, server_default=_OWN),
    Column("number", Integer, nullable=False),
    Column("mark", Uuid, nullable=False),
    schema=_SCHEMA,
)
