"""The queue's read model, and what people at desks settle: numbers, assignments, notes, views."""

from alembic import op

revision = "desk_0001"
down_revision = None
branch_labels = ("desk",)
depends_on = ("ground_0001", "intake_0001")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS desk;

CREATE TABLE desk.case_file (
    application_id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    number text NOT NULL,
    owner_id uuid NOT NULL,
    business_id uuid,
    owner_index bytea,
    business_index bytea,
    kind text NOT NULL,
    section text,
    trade text,
    region text,
    amount_fen bigint NOT NULL,
    months integer NOT NULL,
    purpose text NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    stage text NOT NULL,
    outcome text,
    band text,
    limit_fen bigint,
    institution text,
    waits_for text,
    waiting_since timestamptz,
    due_at timestamptz,
    assignee text,
    bucket text,
    created_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    decision_id uuid,
    decided_at timestamptz,
    decided_ms double precision
);
CREATE INDEX case_newest ON desk.case_file (mode, created_at, application_id);
CREATE INDEX case_waiting ON desk.case_file
    (mode, coalesce(waiting_since, '9999-01-01 00:00:00+00'::timestamptz), application_id);
CREATE INDEX case_amount ON desk.case_file (mode, amount_fen, application_id);
CREATE INDEX case_limit ON desk.case_file (mode, coalesce(limit_fen, -1), application_id);
CREATE INDEX case_decided ON desk.case_file (mode, decided_at);
CREATE INDEX case_owner ON desk.case_file (owner_id);
CREATE INDEX case_business ON desk.case_file (business_id);
CREATE INDEX case_owner_name ON desk.case_file (owner_index);
CREATE INDEX case_business_name ON desk.case_file (business_index);
CREATE INDEX case_number_of ON desk.case_file (mode, number);
CREATE INDEX case_assignee ON desk.case_file (mode, assignee, created_at) WHERE assignee IS NOT NULL;

CREATE TABLE desk.case_number (
    application_id uuid PRIMARY KEY REFERENCES intake.application (id),
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    number text NOT NULL,
    CONSTRAINT case_number_once UNIQUE (mode, number)
);

CREATE TABLE desk.day_count (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    "on" date NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (mode, "on")
);

CREATE TABLE desk.assignment (
    application_id uuid PRIMARY KEY REFERENCES intake.application (id),
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    assignee text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);

CREATE TABLE desk.note (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    sealed_text bytea NOT NULL,
    pinned boolean NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX note_application ON desk.note (application_id, at);

CREATE TABLE desk.view (
    owner text NOT NULL,
    name text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    filter jsonb NOT NULL,
    sort text NOT NULL,
    columns text[] NOT NULL,
    shared boolean NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (owner, name, mode)
);
"""


def upgrade() -> None:
    """Make the tables; a number, once given, stays."""
    op.execute(_TABLES)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON desk.case_number "
        "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
    )
