"""Warnings of a night and how far it has come, as the migration makes them."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from puhui.ground.database import metadata
from puhui.loan.tables import contract
from puhui.servicing.tables import SCHEMA

_INSTANT: Final = DateTime(timezone=True)

warning = Table(
    "warning",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("subject_id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("exposure_fen", BigInteger, nullable=False),
    Column("expected_loss_fen", BigInteger, nullable=False),
    Column("default_probability", Numeric, nullable=False),
    Column("signals", ARRAY(Text), nullable=False),
    Column("table_version", Text, nullable=False),
    Column("sealed_figures", LargeBinary, nullable=False),
    Column("made_at", _INSTANT, nullable=False),
    ForeignKeyConstraint(["contract_id", "institution"], [contract.c.id, contract.c.institution]),
    schema=SCHEMA,
)

night = Table(
    "warning_night",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("reached", Uuid),
    Column("customers", Integer, nullable=False),
    Column("warned", Integer, nullable=False),
    Column("began_at", _INSTANT, nullable=False),
    Column("done_at", _INSTANT),
    schema=SCHEMA,
)
