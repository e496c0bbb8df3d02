"""The tables of this room; what the migrations make, told once more for queries.

Every row carries the mode (live or test) it was made in, and every query asks for one mode only.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from puhui.ground.database import metadata

SCHEMA = "intake"

subject = Table(
    "subject",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key_index", LargeBinary, nullable=False),
    Column("name_index", LargeBinary, nullable=False),
    Column("phone_index", LargeBinary),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("sealed_resident_id", LargeBinary),
    Column("sealed_uscc", LargeBinary),
    Column("sealed_phone", LargeBinary),
    Column("sealed_place", LargeBinary),
    Column("sealed_evidence", LargeBinary),
    Column("region", Text),
    Column("trade", Text),
    Column("since", Date),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    Column("registered_by", Text, nullable=False),
    schema=SCHEMA,
)

operates = Table(
    "operates",
    metadata,
    Column("mode", Text, nullable=False),
    Column("owner_id", Uuid, ForeignKey(subject.c.id), primary_key=True),
    Column("business_id", Uuid, ForeignKey(subject.c.id), primary_key=True),
    Column("since", Date),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    schema=SCHEMA,
)

application = Table(
    "application",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("owner_id", Uuid, ForeignKey(subject.c.id), nullable=False),
    Column("enterprise_id", Uuid, ForeignKey(subject.c.id)),
    Column("amount_fen", BigInteger, nullable=False),
    Column("months", Integer, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("status_at", DateTime(timezone=True), nullable=False),
    schema=SCHEMA,
)

application_step = Table(
    "application_step",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", Uuid, ForeignKey(application.c.id), nullable=False),
    Column("from_status", Text),
    Column("to_status", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(subject.c.id), nullable=False),
    Column("source", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("recipient_name", Text, nullable=False),
    Column("recipient_contact", Text, nullable=False),
    Column("sensitivity", Text, nullable=False),
    Column("separate", Boolean, nullable=False),
    Column("text_id", Text, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("signed_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

consent_withdrawal = Table(
    "consent_withdrawal",
    metadata,
    Column("consent_id", Uuid, ForeignKey(consent.c.id), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

contact = Table(
    "contact",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(subject.c.id), nullable=False),
    Column("number_index", LargeBinary),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)

contact_wish = Table(
    "contact_wish",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(subject.c.id), nullable=False),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("wanted", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    schema=SCHEMA,
)
