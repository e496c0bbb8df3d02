"""Keys of subjects, the audit trail and its chain, the outbox."""

from alembic import op

revision = "ground_0001"
down_revision = None
branch_labels = ("ground",)
depends_on = None


def upgrade() -> None:
    """Make the tables, and let nobody change a written audit entry."""
    op.execute("CREATE SCHEMA IF NOT EXISTS ground")
    op.execute("""
        CREATE TABLE ground.subject_key (
            subject_id uuid NOT NULL,
            version integer NOT NULL,
            suite text NOT NULL,
            kek_id text,
            wrapped bytea,
            created_at timestamptz NOT NULL DEFAULT now(),
            destroyed_at timestamptz,
            PRIMARY KEY (subject_id, version),
            CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
            CHECK ((wrapped IS NULL) = (kek_id IS NULL))
        )""")
    op.execute("""
        CREATE TABLE ground.master_keys (
            fingerprint bytea PRIMARY KEY,
            seen_at timestamptz NOT NULL DEFAULT now()
        )""")
    op.execute("CREATE UNIQUE INDEX master_keys_only_one ON ground.master_keys ((true))")
    op.execute("""
        CREATE TABLE ground.audit_entry (
            entry_id uuid PRIMARY KEY,
            number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
            at timestamptz NOT NULL,
            actor_id text NOT NULL,
            actor_kind text NOT NULL,
            mode text NOT NULL,
            action text NOT NULL,
            target text NOT NULL,
            detail jsonb NOT NULL,
            mac bytea NOT NULL
        )""")
    op.execute("CREATE UNIQUE INDEX audit_entry_number ON ground.audit_entry (number)")
    op.execute("CREATE INDEX audit_entry_target ON ground.audit_entry (target, number)")
    op.execute("CREATE TABLE ground.audit_waiting (entry_id uuid PRIMARY KEY)")
    op.execute("""
        CREATE TABLE ground.audit_link (
            position bigint PRIMARY KEY CHECK (position > 0),
            entry_id uuid NOT NULL UNIQUE,
            sealed_at timestamptz NOT NULL,
            digest bytea NOT NULL
        )""")
    op.execute("""
        CREATE FUNCTION ground.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END $$""")
    for table in ("audit_entry", "audit_link"):
        op.execute(f"""
            CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
            ON ground.{table} FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()""")
    op.execute("""
        CREATE TABLE ground.outbox (
            message_id uuid PRIMARY KEY,
            topic text NOT NULL,
            key text NOT NULL,
            mode text NOT NULL,
            payload jsonb NOT NULL,
            posted_at timestamptz NOT NULL,
            due_at timestamptz NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            done_at timestamptz,
            dead_at timestamptz,
            last_error text,
            UNIQUE (topic, key)
        )""")
    op.execute("CREATE INDEX outbox_due ON ground.outbox (due_at) WHERE done_at IS NULL AND dead_at IS NULL")
