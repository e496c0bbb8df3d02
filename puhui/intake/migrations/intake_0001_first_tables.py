"""Subjects, applications, consents and the contact register.

What was signed, withdrawn, stepped or attempted is never changed or removed: the database refuses it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "intake_0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = ("intake",)
depends_on: Sequence[str] | None = ("ground_0001",)

_APPEND_ONLY = ("application_step", "consent", "consent_withdrawal", "contact", "contact_wish")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS intake;

CREATE TABLE intake.subject (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    kind text NOT NULL,
    key_index bytea NOT NULL,
    name_index bytea NOT NULL,
    phone_index bytea,
    sealed_name bytea NOT NULL,
    sealed_resident_id bytea,
    sealed_uscc bytea,
    sealed_phone bytea,
    sealed_place bytea,
    sealed_evidence bytea,
    region text,
    trade text,
    since date,
    registered_at timestamptz NOT NULL,
    registered_by text NOT NULL,
    CONSTRAINT subject_once UNIQUE (mode, kind, key_index)
);
CREATE INDEX subject_phone ON intake.subject (mode, phone_index);

CREATE TABLE intake.operates (
    mode text NOT NULL,
    owner_id uuid NOT NULL REFERENCES intake.subject (id),
    business_id uuid NOT NULL REFERENCES intake.subject (id),
    since date,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, business_id),
    CONSTRAINT operates_another CHECK (owner_id <> business_id)
);
CREATE INDEX operates_business ON intake.operates (business_id);

CREATE TABLE intake.application (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    owner_id uuid NOT NULL REFERENCES intake.subject (id),
    enterprise_id uuid REFERENCES intake.subject (id),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    months integer NOT NULL CHECK (months > 0),
    purpose text NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    status_at timestamptz NOT NULL
);
CREATE INDEX application_owner ON intake.application (owner_id, created_at);
CREATE INDEX application_status ON intake.application (mode, status, created_at);

CREATE TABLE intake.application_step (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES intake.application (id),
    from_status text,
    to_status text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX application_step_of ON intake.application_step (application_id, at);

CREATE TABLE intake.consent (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    source text NOT NULL,
    fields text[] NOT NULL CHECK (cardinality(fields) > 0),
    purpose text NOT NULL,
    recipient text NOT NULL,
    recipient_name text NOT NULL,
    recipient_contact text NOT NULL,
    sensitivity text NOT NULL,
    separate boolean NOT NULL,
    text_id text NOT NULL,
    text_version text NOT NULL,
    text_hash text NOT NULL,
    language text NOT NULL,
    signed_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT consent_own_when_needed
        CHECK (separate OR (sensitivity = 'ordinary' AND recipient = 'platform')),
    CONSTRAINT consent_period CHECK (signed_at < until)
);
CREATE INDEX consent_gate ON intake.consent (subject_id, source, purpose, recipient);

CREATE TABLE intake.consent_withdrawal (
    consent_id uuid PRIMARY KEY REFERENCES intake.consent (id),
    at timestamptz NOT NULL,
    actor text NOT NULL
);

CREATE TABLE intake.contact (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    number_index bytea,
    channel text NOT NULL,
    purpose text NOT NULL,
    at timestamptz NOT NULL,
    answered boolean NOT NULL,
    actor text NOT NULL
);
CREATE INDEX contact_subject ON intake.contact (subject_id, at);
CREATE INDEX contact_number ON intake.contact (mode, number_index, at);

CREATE TABLE intake.contact_wish (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    channel text NOT NULL,
    purpose text NOT NULL,
    wanted boolean NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX contact_wish_subject ON intake.contact_wish (subject_id, at);
"""


def upgrade() -> None:
    """Make the tables, and let nobody change what was kept."""
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
