"""The tables of this room: relations and marks, both append-only."""

from typing import Final

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Identity, Table, Text, Uuid

from puhui.ground.database import metadata
from puhui.intake import tables as intake

SCHEMA: Final = "graph"

relation = Table(
    "relation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("from_node", Text, nullable=False),
    Column("to_node", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("consent_id", Uuid, ForeignKey(intake.consent.c.id)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("weight", BigInteger, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    schema=SCHEMA,
)

mark = Table(
    "mark",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    schema=SCHEMA,
)
