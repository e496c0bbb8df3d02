"""Rounds of matching, offers, what fell out, and choices. What was offered is never changed afterwards."""

from alembic import op

revision = "matching_0001"
down_revision = None
branch_labels = ("matching",)
depends_on = ("ground_0001", "intake_0001")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS matching;

CREATE TABLE matching.round (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    decision_id uuid NOT NULL,
    request jsonb NOT NULL,
    said jsonb,
    made_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT round_once UNIQUE (decision_id)
);
CREATE INDEX round_application ON matching.round (application_id, made_at);

CREATE TABLE matching.offer (
    id uuid PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES matching.round (id),
    rank integer NOT NULL CHECK (rank > 0),
    product text NOT NULL,
    institution text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    months integer NOT NULL CHECK (months > 0),
    total_cost_fen bigint NOT NULL,
    apr_simple numeric NOT NULL,
    apr_effective numeric NOT NULL,
    approval_chance numeric NOT NULL,
    expected_rate numeric NOT NULL,
    told jsonb NOT NULL,
    features jsonb NOT NULL,
    partner_list_hash text NOT NULL,
    CONSTRAINT offer_rank UNIQUE (round_id, rank)
);

CREATE TABLE matching.fell_out (
    round_id uuid NOT NULL REFERENCES matching.round (id),
    product text NOT NULL,
    told jsonb NOT NULL,
    PRIMARY KEY (round_id, product)
);

CREATE TABLE matching.choice (
    offer_id uuid PRIMARY KEY REFERENCES matching.offer (id),
    at timestamptz NOT NULL,
    actor text NOT NULL
);
"""


def upgrade() -> None:
    """Make the tables, and let nobody change what was offered or chosen."""
    op.execute(_TABLES)
    for table in ("round", "offer", "fell_out", "choice"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON matching.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
