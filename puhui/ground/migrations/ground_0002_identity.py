"""Accounts, sessions, API keys, failed sign-ins, idempotency keys."""

from alembic import op

revision = "ground_0002"
down_revision = "ground_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE ground.account (
            id uuid PRIMARY KEY,
            login text NOT NULL UNIQUE,
            password_hash text NOT NULL,
            roles text[] NOT NULL CHECK (cardinality(roles) > 0),
            created_at timestamptz NOT NULL,
            disabled_at timestamptz
        )""")
    op.execute("""
        CREATE TABLE ground.session (
            token_hash bytea PRIMARY KEY,
            kind text NOT NULL CHECK (kind IN ('person', 'borrower')),
            holder_id uuid NOT NULL,
            created_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
            ended_at timestamptz
        )""")
    op.execute("CREATE INDEX session_holder ON ground.session (holder_id)")
    op.execute("""
        CREATE TABLE ground.api_key (
            id uuid PRIMARY KEY,
            prefix text NOT NULL UNIQUE,
            secret_hash bytea NOT NULL,
            label text NOT NULL,
            mode text NOT NULL CHECK (mode IN ('live', 'test')),
            roles text[] NOT NULL CHECK (cardinality(roles) > 0),
            created_by text NOT NULL,
            created_at timestamptz NOT NULL,
            last_used_at timestamptz,
            revoked_at timestamptz
        )""")
    op.execute("""
        CREATE TABLE ground.sign_in_failure (
            id uuid PRIMARY KEY,
            login_hash bytea NOT NULL,
            address_hash bytea NOT NULL,
            failed_at timestamptz NOT NULL
        )""")
    op.execute("CREATE INDEX sign_in_failure_login ON ground.sign_in_failure (login_hash, failed_at)")
    op.execute("CREATE INDEX sign_in_failure_address ON ground.sign_in_failure (address_hash, failed_at)")
    op.execute("""
        CREATE TABLE ground.idempotency (
            scope_hash bytea PRIMARY KEY,
            fingerprint bytea NOT NULL,
            status integer,
            sealed_answer bytea,
            claimed_at timestamptz NOT NULL,
            CHECK ((status IS NULL) = (sealed_answer IS NULL))
        )""")
    op.execute("CREATE INDEX idempotency_claimed_at ON ground.idempotency (claimed_at)")
