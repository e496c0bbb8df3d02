"""One row a retried request can find its answer in."""

from typing import Final

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, Table, Text, text

from puhui.ground.database.metadata import metadata

idempotency: Final = Table(
    "idempotency",
    metadata,
    Column("scope_hash", LargeBinary, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("status", Integer),
    Column("sealed_answer", LargeBinary),
    Column("claimed_at", DateTime(timezone=True), nullable=False),
    Column("institution", Text, nullable=False, server_default=text("coalesce(ground.tenant(), '')")),
    Index("idempotency_claimed_at", "claimed_at"),
    schema="ground",
)
