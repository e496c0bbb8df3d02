"""The tables of publishing, as the migrations of `ground` make them."""

from typing import Final

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from puhui.ground.database.metadata import metadata

_INSTANT: Final = DateTime(timezone=True)
_OWN: Final = text("coalesce(ground.tenant(), '')")

draft = Table(
    "draft",
    metadata,
    Column("institution", Text, primary_key=True, server_default=_OWN),
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("content", LargeBinary),
    Column("editors", ARRAY(Text), nullable=False),
    Column("edited_by", Text, nullable=False),
    Column("edited_at", _INSTANT, nullable=False),
    Column("submitted_by", Text),
    Column("submitted_at", _INSTANT),
    Column("note", Text, nullable=False, server_default=text("''")),
    schema="ground",
)

publication = Table(
    "publication",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False, server_default=_OWN),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("editors", ARRAY(Text), nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("submitted_at", _INSTANT, nullable=False),
    Column("submitted_note", Text, nullable=False, server_default=text("''")),
    Column("published_by", Text, nullable=False),
    Column("published_at", _INSTANT, nullable=False),
    Column("note", Text, nullable=False, server_default=text("''")),
    UniqueConstraint("institution", "number", name="publication_institution_number_key"),
    Index("publication_of", "institution", "kind", "name", "effective_from", "number"),
    schema="ground",
)
