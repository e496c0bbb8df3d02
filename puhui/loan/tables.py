"""The tables of an institution: contracts, facilities, drawdowns, books. The mirror has its own."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from puhui.ground.database import metadata
from puhui.intake import tables as intake

SCHEMA: Final = "loan"
_INSTANT: Final = DateTime(timezone=True)


def _tenant() -> Column[str]:
    return Column("institution", Text, nullable=False)


def _of(column: str, target: str) -> ForeignKeyConstraint:
    """Belongs to a row of the same institution."""
    return ForeignKeyConstraint([column, "institution"], [f"{target}.id", f"{target}.institution"])


contract = Table(
    "contract",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("reference", Text),
    Column("limit_fen", BigInteger, nullable=False),
    Column("agreed", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_at", _INSTANT, nullable=False),
    Column("drafted_at", _INSTANT, nullable=False),
    Column("signed_on", Date),
    Column("ends_on", Date),
    Column("actor", Text, nullable=False),
    ForeignKeyConstraint(["application_id"], [intake.application.c.id]),
    ForeignKeyConstraint(["subject_id"], [intake.subject.c.id]),
    schema=SCHEMA,
)

contract_step = Table(
    "contract_step",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("contract_id", Uuid, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("why", Text),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

suitability = Table(
    "suitability",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("contract_id", Uuid, nullable=False),
    Column("version", Text, nullable=False),
    Column("answers", JSONB, nullable=False),
    Column("suitable", Boolean, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

disclosure = Table(
    "disclosure",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("contract_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("document_hash", Text, nullable=False),
    Column("shown_at", _INSTANT, nullable=False),
    Column("readable_at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("disclosure_id", Uuid, primary_key=True),
    _tenant(),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    _of("disclosure_id", "loan.disclosure"),
    schema=SCHEMA,
)

account_check = Table(
    "account_check",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("contract_id", Uuid, nullable=False),
    Column("result", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("reference", Text),
    Column("reason", Text),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

account = Table(
    "account",
    metadata,
    Column("check_id", Uuid, primary_key=True),
    _tenant(),
    Column("contract_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("card_masked", Text, nullable=False),
    Column("sealed_card", LargeBinary, nullable=False),
    Column("sealed_holder", LargeBinary, nullable=False),
    Column("at", _INSTANT, nullable=False),
    _of("check_id", "loan.account_check"),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

signature = Table(
    "signature",
    metadata,
    Column("contract_id", Uuid, primary_key=True),
    _tenant(),
    Column("text_version", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("cost_table_hash", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

facility = Table(
    "facility",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("limit_fen", BigInteger),
    Column("reserved_fen", BigInteger, nullable=False),
    Column("drawn_fen", BigInteger, nullable=False),
    schema=SCHEMA,
)

drawdown = Table(
    "drawdown",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("fees_fen", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reserved_at", _INSTANT, nullable=False),
    Column("expires_at", _INSTANT, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("value_date", Date),
    Column("ended_at", _INSTANT),
    Column("why", Text),
    Column("released_fen", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    _of("contract_id", "loan.contract"),
    schema=SCHEMA,
)

payment_break = Table(
    "payment_break",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("drawdown_id", Uuid, nullable=False),
    Column("asked_fen", BigInteger, nullable=False),
    Column("confirmed_fen", BigInteger, nullable=False),
    Column("reference", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    _of("drawdown_id", "loan.drawdown"),
    schema=SCHEMA,
)

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("digest", Text, nullable=False),
    Column("booked_at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reverses", Uuid),
    Column("written_in", BigInteger, nullable=False, server_default="0"),
    _of("reverses", "loan.ledger_entry"),
    schema=SCHEMA,
)
"""`written_in` is set by the database: the transaction that may still add lines."""

ledger_line = Table(
    "ledger_line",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    _tenant(),
    Column("account", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("drawdown_id", Uuid),
    _of("entry_id", "loan.ledger_entry"),
    _of("drawdown_id", "loan.drawdown"),
    schema=SCHEMA,
)
