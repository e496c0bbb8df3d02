"""Warnings: what was seen of each customer in a night, and how far a night has come.

What was seen is sealed under the customer's key. A night's rows are written once and never changed.
"""

from alembic import op

revision = "servicing_0002"
down_revision = "servicing_0001"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE servicing.warning (
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    "on" date NOT NULL,
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    contract_id uuid NOT NULL,
    exposure_fen bigint NOT NULL CHECK (exposure_fen >= 0),
    expected_loss_fen bigint NOT NULL CHECK (expected_loss_fen >= 0),
    default_probability numeric NOT NULL CHECK (default_probability BETWEEN 0 AND 1),
    signals text[] NOT NULL,
    table_version text NOT NULL,
    sealed_figures bytea NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (institution, mode, "on", subject_id),
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);
CREATE INDEX warning_ranked
    ON servicing.warning (institution, mode, "on", expected_loss_fen DESC, subject_id);

CREATE TABLE servicing.warning_night (
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    "on" date NOT NULL,
    reached uuid,
    customers integer NOT NULL CHECK (customers >= 0),
    warned integer NOT NULL CHECK (warned >= 0),
    began_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (institution, mode, "on")
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON servicing.warning
    FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change();
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in ("warning", "warning_night"):
        op.execute(f"CALL ground.guard('servicing.{table}')")
