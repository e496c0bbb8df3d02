"""Imports, books of invoices, facts, debts, verifications. Nothing in them is ever changed."""

from collections.abc import Sequence

from alembic import op

revision: str = "evidence_0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = ("evidence",)
depends_on: Sequence[str] | None = ("intake_0001",)

_APPEND_ONLY = ("import_batch", "invoice", "fact", "debt", "verification")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS evidence;

CREATE TABLE evidence.import_batch (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    consent_id uuid NOT NULL REFERENCES intake.consent (id),
    learned_at timestamptz NOT NULL,
    actor text NOT NULL,
    files jsonb NOT NULL,
    rows_read bigint NOT NULL,
    rows_good bigint NOT NULL,
    rows_new bigint NOT NULL CHECK (rows_new BETWEEN 0 AND rows_good),
    whole boolean NOT NULL,
    own_proven boolean NOT NULL,
    problems jsonb NOT NULL,
    remarks jsonb NOT NULL
);
CREATE INDEX import_batch_subject ON evidence.import_batch (subject_id, learned_at);

CREATE TABLE evidence.invoice (
    batch_id uuid PRIMARY KEY REFERENCES evidence.import_batch (id),
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    learned_at timestamptz NOT NULL,
    rows bigint NOT NULL CHECK (rows > 0),
    first_day date NOT NULL,
    last_day date NOT NULL,
    sealed_rows bytea NOT NULL
);
CREATE INDEX invoice_subject ON evidence.invoice (subject_id, learned_at);

CREATE TABLE evidence.fact (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    kind text NOT NULL,
    sealed_value bytea NOT NULL,
    true_from date NOT NULL,
    true_to date CHECK (true_to > true_from),
    learned_at timestamptz NOT NULL,
    source text NOT NULL,
    consent_id uuid REFERENCES intake.consent (id),
    supersedes uuid REFERENCES evidence.fact (id),
    actor text NOT NULL
);
CREATE INDEX fact_subject ON evidence.fact (subject_id, kind, learned_at);

CREATE TABLE evidence.debt (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    source text NOT NULL CHECK (source IN ('declared', 'bureau')),
    as_of date NOT NULL,
    sealed_debts bytea NOT NULL,
    learned_at timestamptz NOT NULL,
    consent_id uuid NOT NULL REFERENCES intake.consent (id),
    actor text NOT NULL
);
CREATE INDEX debt_subject ON evidence.debt (subject_id, learned_at);

CREATE TABLE evidence.verification (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    kind text NOT NULL,
    result text NOT NULL CHECK (result IN ('MATCH', 'MISMATCH', 'NO_RECORD', 'ERROR')),
    provider text NOT NULL,
    reference text,
    at timestamptz NOT NULL,
    latency_ms integer NOT NULL,
    reason text,
    consent_id uuid REFERENCES intake.consent (id),
    actor text NOT NULL
);
CREATE INDEX verification_subject ON evidence.verification (subject_id, at);

CREATE FUNCTION evidence.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change()"
        )
