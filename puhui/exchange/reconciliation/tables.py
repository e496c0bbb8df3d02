"""The tables of reconciliation; what the migration makes, told once more for queries. Nothing is changed."""

from typing import Final

from sqlalchemy import Column, Date, DateTime, Integer, LargeBinary, Table, Text, Uuid

from puhui.ground.database import metadata

SCHEMA: Final = "exchange"
_INSTANT: Final = DateTime(timezone=True)

reconciliation_file: Final = Table(
    "reconciliation_file",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("received_at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

reconciliation_refused: Final = Table(
    "reconciliation_refused",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("code", Text, nullable=False),
    Column("place", Text),
    Column("sha256", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

reconciliation_run: Final = Table(
    "reconciliation_run",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("file_id", Uuid, nullable=False),
    Column("compared_at", _INSTANT, nullable=False),
    Column("our_rows", Integer, nullable=False),
    Column("their_rows", Integer, nullable=False),
    Column("break_count", Integer, nullable=False),
    schema=SCHEMA,
)

reconciliation_break: Final = Table(
    "reconciliation_break",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("run_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("ours", Text),
    Column("theirs", Text),
    schema=SCHEMA,
)
