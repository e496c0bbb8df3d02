"""The tables of this room; what the migration makes, told once more for queries."""

from typing import Final

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from puhui.ground.database import metadata

SCHEMA: Final = "exchange"
_INSTANT: Final = DateTime(timezone=True)

partner: Final = Table(
    "partner",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("is_platform", Boolean, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("base_url", Text, nullable=False),
    Column("page_host", Text, nullable=False),
    Column("cra_ids", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("added_at", _INSTANT, nullable=False),
    Column("revoked_at", _INSTANT),
    schema=SCHEMA,
)

partner_key: Final = Table(
    "partner_key",
    metadata,
    Column("key_id", Text, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("added_at", _INSTANT, nullable=False),
    Column("ends_at", _INSTANT),
    Column("revoked_at", _INSTANT),
    schema=SCHEMA,
)

nonce: Final = Table(
    "nonce",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("key_id", Text, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("seen_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

refusal: Final = Table(
    "refusal",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("minute", _INSTANT, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("action", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("key_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", _INSTANT, nullable=False),
    schema=SCHEMA,
)

handover: Final = Table(
    "handover",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, nullable=False),
    Column("offer_id", Uuid, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("package_id", Uuid, nullable=False),
    Column("consent_id", Uuid, nullable=False),
    Column("pseudonym", Text, nullable=False),
    Column("sealed_package", LargeBinary, nullable=False),
    Column("sealed_entry_url", LargeBinary),
    Column("entry_until", _INSTANT),
    Column("reference", Text),
    Column("status", Text, nullable=False),
    Column("why", Text),
    Column("begun_at", _INSTANT, nullable=False),
    Column("changed_at", _INSTANT, nullable=False),
    Column("heard_through", Integer, nullable=False, server_default="0"),
    Column("applied_through", Integer, nullable=False, server_default="0"),
    schema=SCHEMA,
)

event_in: Final = Table(
    "event_in",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("heard_at", _INSTANT, nullable=False),
    Column("applied_at", _INSTANT),
    schema=SCHEMA,
)

received: Final = Table(
    "received",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("package_id", Uuid, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("sealed_package", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("why", Text),
    Column("received_at", _INSTANT, nullable=False),
    Column("entered_at", _INSTANT),
    Column("application_id", Uuid),
    Column("told_through", Integer, nullable=False, server_default="0"),
    schema=SCHEMA,
)

entry_ticket: Final = Table(
    "entry_ticket",
    metadata,
    Column("ticket_hash", LargeBinary, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("received_id", Uuid, nullable=False),
    Column("made_at", _INSTANT, nullable=False),
    Column("until", _INSTANT, nullable=False),
    Column("used_at", _INSTANT),
    schema=SCHEMA,
)

stopped: Final = Table(
    "stopped",
    metadata,
    Column("institution", Text, primary_key=True),
    Column("package_id", Uuid, primary_key=True),
    Column("at", _INSTANT, nullable=False),
    Column("why", Text, nullable=False),
    schema=SCHEMA,
)

event_out: Final = Table(
    "event_out",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("received_id", Uuid, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("delivered_at", _INSTANT),
    schema=SCHEMA,
)
