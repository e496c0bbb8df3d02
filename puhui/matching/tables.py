"""The tables of this room: what was offered, what fell out and why, and what the borrower chose."""

from typing import Final

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from puhui.ground.database import metadata
from puhui.intake import tables as intake

SCHEMA: Final = "matching"
_INSTANT: Final = DateTime(timezone=True)

round_ = Table(
    "round",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, ForeignKey(intake.application.c.id), nullable=False),
    Column("decision_id", Uuid, nullable=False),
    Column("request", JSONB, nullable=False),
    Column("said", JSONB),
    Column("made_at", _INSTANT, nullable=False),
    Column("valid_until", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

offer = Table(
    "offer",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("round_id", Uuid, ForeignKey(round_.c.id), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("product", Text, nullable=False),
    Column("institution", Text, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("months", Integer, nullable=False),
    Column("total_cost_fen", BigInteger, nullable=False),
    Column("apr_simple", Numeric, nullable=False),
    Column("apr_effective", Numeric, nullable=False),
    Column("approval_chance", Numeric, nullable=False),
    Column("expected_rate", Numeric, nullable=False),
    Column("told", JSONB, nullable=False),
    Column("features", JSONB, nullable=False),
    Column("partner_list_hash", Text, nullable=False),
    schema=SCHEMA,
)

fell_out = Table(
    "fell_out",
    metadata,
    Column("round_id", Uuid, ForeignKey(round_.c.id), primary_key=True),
    Column("product", Text, primary_key=True),
    Column("told", JSONB, nullable=False),
    schema=SCHEMA,
)

choice = Table(
    "choice",
    metadata,
    Column("offer_id", Uuid, ForeignKey(offer.c.id), primary_key=True),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)
