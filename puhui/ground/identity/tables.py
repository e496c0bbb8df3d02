"""Tables of accounts, sessions, keys and failed sign-ins. No secret is in any of them, only hashes."""

from typing import Final

from sqlalchemy import Column, DateTime, Index, LargeBinary, Table, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

from puhui.ground.database.metadata import metadata

account: Final = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
    Column("institution", Text),
    UniqueConstraint("login", name="account_login_key"),
    schema="ground",
)

session: Final = Table(
    "session",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("holder_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("institution", Text, nullable=False, server_default=text("''")),
    Index("session_holder", "holder_id"),
    schema="ground",
)

api_key: Final = Table(
    "api_key",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("prefix", Text, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("label", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_used_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("institution", Text),
    UniqueConstraint("prefix", name="api_key_prefix_key"),
    schema="ground",
)

sign_in_failure: Final = Table(
    "sign_in_failure",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login_hash", LargeBinary, nullable=False),
    Column("address_hash", LargeBinary, nullable=False),
    Column("failed_at", DateTime(timezone=True), nullable=False),
    Index("sign_in_failure_login", "login_hash", "failed_at"),
    Index("sign_in_failure_address", "address_hash", "failed_at"),
    schema="ground",
)
