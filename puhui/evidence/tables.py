"""The tables of this room. What is personal in them is sealed; the rest says when, whence and how much."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from puhui.ground.database import metadata

SCHEMA: Final = "evidence"
_SUBJECT: Final = "intake.subject.id"
_CONSENT: Final = "intake.consent.id"

import_batch: Final = Table(
    "import_batch",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("consent_id", Uuid, ForeignKey(_CONSENT), nullable=False),
    Column("learned_at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    Column("rows_read", BigInteger, nullable=False),
    Column("rows_good", BigInteger, nullable=False),
    Column("rows_new", BigInteger, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("own_proven", Boolean, nullable=False),
    Column("sealed_told", LargeBinary, nullable=True),
    Index("import_batch_subject", "subject_id", "learned_at"),
    schema="evidence",
)
"""One import: what was new. What was told about it is sealed, because a file is often called by its shop."""

invoice: Final = Table(
    "invoice",
    metadata,
    Column("batch_id", Uuid, ForeignKey("evidence.import_batch.id"), primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("learned_at", DateTime(timezone=True), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("sealed_rows", LargeBinary, nullable=False),
    Index("invoice_subject", "subject_id", "learned_at"),
    schema="evidence",
)
"""The invoices that one import brought and that were not known before, as one sealed book."""

fact: Final = Table(
    "fact",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("kind", Text, nullable=False),
    Column("sealed_value", LargeBinary, nullable=False),
    Column("true_from", Date, nullable=False),
    Column("true_to", Date),
    Column("learned_at", DateTime(timezone=True), nullable=False),
    Column("source", Text, nullable=False),
    Column("consent_id", Uuid, ForeignKey(_CONSENT)),
    Column("supersedes", Uuid, ForeignKey("evidence.fact.id")),
    Column("actor", Text, nullable=False),
    Index("fact_subject", "subject_id", "kind", "learned_at"),
    schema="evidence",
)

debt: Final = Table(
    "debt",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("source", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("sealed_debts", LargeBinary, nullable=False),
    Column("learned_at", DateTime(timezone=True), nullable=False),
    Column("consent_id", Uuid, ForeignKey(_CONSENT), nullable=False),
    Column("actor", Text, nullable=False),
    Index("debt_subject", "subject_id", "learned_at"),
    schema="evidence",
)
"""One report of debts, possibly of none; that there is no row says that nobody has looked."""

verification: Final = Table(
    "verification",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("kind", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("reference", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("latency_ms", Integer, nullable=False),
    Column("reason", Text),
    Column("consent_id", Uuid, ForeignKey(_CONSENT)),
    Column("actor", Text, nullable=False),
    Index("verification_subject", "subject_id", "at"),
    schema="evidence",
)

judgement: Final = Table(
    "judgement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("left_index", LargeBinary, nullable=False),
    Column("right_index", LargeBinary, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("supersedes", Uuid, ForeignKey("evidence.judgement.id")),
    Column("actor", Text, nullable=False),
    Index("judgement_pair", "left_index", "right_index", "at"),
    schema="evidence",
)
"""What somebody said of two records of firms, known by blind indexes; the last word on a pair holds."""
