"""Decisions, the versions they were made by, batches, and the queue of people to look again.

A decision, a version and a batch are never changed or removed: the database refuses it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = ("decision",)
depends_on: Sequence[str] | None = ("ground_0001", "intake_0001")

_APPEND_ONLY = ("version", "batch", "decision")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS decision;

CREATE TABLE decision.version (
    hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL CHECK (kind IN ('policy', 'scorecard', 'law')),
    content bytea NOT NULL,
    first_used_at timestamptz NOT NULL
);

CREATE TABLE decision.batch (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    basis text NOT NULL CHECK (basis <> ''),
    source_hash text NOT NULL,
    as_of date NOT NULL,
    decisions integer NOT NULL CHECK (decisions >= 0),
    decided_at timestamptz NOT NULL,
    actor text NOT NULL
);

CREATE TABLE decision.decision (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    path text NOT NULL CHECK (path IN ('application', 'batch')),
    application_id uuid REFERENCES intake.application (id),
    subject_id uuid REFERENCES intake.subject (id),
    batch_id uuid REFERENCES decision.batch (id),
    as_of date NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('approve', 'refer', 'decline')),
    inputs bytea NOT NULL,
    record bytea NOT NULL,
    told bytea NOT NULL,
    inputs_hash text NOT NULL,
    record_hash text NOT NULL,
    policy_version text NOT NULL REFERENCES decision.version (hash),
    scorecard_version text NOT NULL REFERENCES decision.version (hash),
    law_version text NOT NULL REFERENCES decision.version (hash),
    timings jsonb NOT NULL,
    decided_at timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT decision_of_one_kind CHECK (
        (path = 'application' AND application_id IS NOT NULL AND subject_id IS NOT NULL AND batch_id IS NULL)
        OR (path = 'batch' AND application_id IS NULL AND subject_id IS NULL AND batch_id IS NOT NULL)
    )
);
CREATE INDEX decision_application ON decision.decision (application_id, decided_at);
CREATE INDEX decision_batch ON decision.decision (batch_id);

CREATE TABLE decision.review (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    decision_id uuid NOT NULL REFERENCES decision.decision (id),
    kind text NOT NULL CHECK (kind IN ('person', 'correction')),
    sealed_note bytea,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    closed_at timestamptz,
    closed_by text
);
CREATE UNIQUE INDEX review_open_once ON decision.review (decision_id, kind) WHERE closed_at IS NULL;

CREATE FUNCTION decision.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION decision.refuse_change()"
        )
