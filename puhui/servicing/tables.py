"""The tables of this room: loans being repaid, their instalments, repayments, and the institution's day."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
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
from puhui.loan import tables as loans

SCHEMA: Final = "servicing"
_INSTANT: Final = DateTime(timezone=True)


def _tenant() -> Column[str]:
    return Column("institution", Text, nullable=False)


def _fen(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _of_loan() -> ForeignKeyConstraint:
    """Belongs to a loan of the same institution."""
    target = f"{SCHEMA}.loan"
    return ForeignKeyConstraint(
        ["drawdown_id", "institution"], [f"{target}.drawdown_id", f"{target}.institution"]
    )


loan = Table(
    "loan",
    metadata,
    Column("drawdown_id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("product", Text, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("is_revolving", Boolean, nullable=False),
    Column("penalty_uplift_share", Numeric, nullable=False),
    Column("prepayment_fee_share", Numeric, nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_on", Date),
    Column("days_past_due", Integer, nullable=False),
    Column("bucket", Text, nullable=False),
    Column("opened_at", _INSTANT, nullable=False),
    ForeignKeyConstraint(["drawdown_id", "institution"], [loans.drawdown.c.id, loans.drawdown.c.institution]),
    schema=SCHEMA,
)

instalment = Table(
    "instalment",
    metadata,
    Column("drawdown_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    _tenant(),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("due", Date, nullable=False),
    _fen("principal_fen"),
    _fen("interest_fen"),
    _fen("fees_fen"),
    _fen("penalty_fen"),
    _fen("principal_paid_fen"),
    _fen("interest_paid_fen"),
    _fen("fees_paid_fen"),
    _fen("penalty_paid_fen"),
    _fen("third_party_fees_fen"),
    _fen("accrued_fen"),
    _fen("closed_interest_fen"),
    Column("is_billed", Boolean, nullable=False),
    Column("is_cancelled", Boolean, nullable=False),
    _fen("overdue_fen_days"),
    Column("counted_to", Date),
    _of_loan(),
    schema=SCHEMA,
)

repayment = Table(
    "repayment",
    metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("drawdown_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    _fen("amount_fen"),
    Column("state", Text, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("asked_at", _INSTANT, nullable=False),
    Column("ended_at", _INSTANT),
    Column("why", Text),
    Column("booked_on", Date),
    _fen("principal_fen"),
    _fen("interest_fen"),
    _fen("fees_fen"),
    _fen("penalty_fen"),
    Column("actor", Text, nullable=False),
    _of_loan(),
    schema=SCHEMA,
)

day_position = Table(
    "day_position",
    metadata,
    Column("drawdown_id", Uuid, primary_key=True),
    Column("on", Date, primary_key=True),
    _tenant(),
    Column("mode", Text, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("bucket", Text, nullable=False),
    Column("days_past_due", Integer, nullable=False),
    _fen("lent_fen"),
    _fen("principal_repaid_fen"),
    _fen("interest_repaid_fen"),
    _fen("fees_repaid_fen"),
    _fen("penalty_repaid_fen"),
    _of_loan(),
    schema=SCHEMA,
)
"""Where a loan stood when a day was closed; what reconciliation and vintage curves read."""

business_day = Table(
    "business_day",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("on", Date, nullable=False),
    Column("moved_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

day_step = Table(
    "day_step",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("reached", Uuid),
    Column("chunks", Integer, nullable=False),
    Column("loans", Integer, nullable=False),
    Column("began_at", _INSTANT, nullable=False),
    Column("done_at", _INSTANT),
    schema=SCHEMA,
)
"""`reached`: the last loan whose chunk is committed, where a killed step goes on."""
