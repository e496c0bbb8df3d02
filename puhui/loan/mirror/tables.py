"""The tables of the mirror, on the platform."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from puhui.ground.database import metadata

SCHEMA: Final = "loan"
_INSTANT: Final = DateTime(timezone=True)

mirror_event = Table(
    "mirror_event",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid),
    Column("reference", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("mirrored_at", _INSTANT, nullable=False),
    Column("disagreement", JSONB(none_as_null=True)),
    schema=SCHEMA,
)
"""Every event once; with both values where it did not agree."""

mirror_contract = Table(
    "mirror_contract",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("contract_ref", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid),
    Column("reference", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("limit_fen", BigInteger, nullable=False),
    Column("months", Integer, nullable=False),
    Column("annual_rate", Numeric, nullable=False),
    Column("cost_table_hash", Text, nullable=False),
    Column("signed_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

mirror_drawdown = Table(
    "mirror_drawdown",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("drawdown_ref", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid),
    Column("reference", Text, nullable=False),
    Column("contract_ref", Text, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("expires_at", _INSTANT, nullable=False),
    Column("value_date", Date),
    Column("principal_repaid_fen", BigInteger, nullable=False),
    Column("days_past_due", Integer, nullable=False),
    Column("bucket", Text, nullable=False),
    Column("arrears_on", Date),
    Column("settled_on", Date),
    schema=SCHEMA,
)

mirror_repayment = Table(
    "mirror_repayment",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("repayment_ref", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid),
    Column("reference", Text, nullable=False),
    Column("drawdown_ref", Text, nullable=False),
    Column("principal_fen", BigInteger, nullable=False),
    Column("interest_fen", BigInteger, nullable=False),
    Column("fees_fen", BigInteger, nullable=False),
    Column("penalty_fen", BigInteger, nullable=False),
    Column("value_date", Date, nullable=False),
    ForeignKeyConstraint(
        ["institution", "drawdown_ref"],
        ["loan.mirror_drawdown.institution", "loan.mirror_drawdown.drawdown_ref"],
    ),
    schema=SCHEMA,
)
