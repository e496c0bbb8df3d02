"""The platform's mirror of what institutions tell; a copy that reconciles, never the books."""

from alembic import op

revision = "loan_0002"
down_revision = "loan_0001"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE loan.mirror_event (
    institution text NOT NULL,
    event_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid,
    reference text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    mirrored_at timestamptz NOT NULL,
    disagreement jsonb,
    PRIMARY KEY (institution, event_id)
);
CREATE INDEX mirror_event_breaks ON loan.mirror_event (institution, mirrored_at)
    WHERE disagreement IS NOT NULL;

CREATE TABLE loan.mirror_contract (
    institution text NOT NULL,
    contract_ref text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid,
    reference text NOT NULL,
    product text NOT NULL,
    limit_fen bigint NOT NULL CHECK (limit_fen >= 0),
    months integer NOT NULL,
    annual_rate numeric NOT NULL,
    cost_table_hash text NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (institution, contract_ref)
);
CREATE UNIQUE INDEX mirror_contract_one ON loan.mirror_contract (institution, mode, reference);
CREATE INDEX mirror_contract_application ON loan.mirror_contract (application_id);

CREATE TABLE loan.mirror_drawdown (
    institution text NOT NULL,
    drawdown_ref text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid,
    reference text NOT NULL,
    contract_ref text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    state text NOT NULL CHECK (state IN ('reserved', 'posted', 'voided', 'expired')),
    expires_at timestamptz NOT NULL,
    value_date date,
    principal_repaid_fen bigint NOT NULL CHECK (principal_repaid_fen BETWEEN 0 AND amount_fen),
    days_past_due integer NOT NULL CHECK (days_past_due >= 0),
    bucket text NOT NULL,
    arrears_on date,
    settled_on date,
    PRIMARY KEY (institution, drawdown_ref),
    CHECK ((state = 'posted') = (value_date IS NOT NULL))
);
CREATE INDEX mirror_drawdown_of ON loan.mirror_drawdown (institution, mode, reference);

CREATE TABLE loan.mirror_repayment (
    institution text NOT NULL,
    repayment_ref text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid,
    reference text NOT NULL,
    drawdown_ref text NOT NULL,
    principal_fen bigint NOT NULL CHECK (principal_fen >= 0),
    interest_fen bigint NOT NULL CHECK (interest_fen >= 0),
    fees_fen bigint NOT NULL CHECK (fees_fen >= 0),
    penalty_fen bigint NOT NULL CHECK (penalty_fen >= 0),
    value_date date NOT NULL,
    PRIMARY KEY (institution, repayment_ref),
    FOREIGN KEY (institution, drawdown_ref) REFERENCES loan.mirror_drawdown (institution, drawdown_ref)
);
CREATE INDEX mirror_repayment_of ON loan.mirror_repayment (institution, mode, reference);
CREATE INDEX mirror_repayment_drawdown ON loan.mirror_repayment (institution, drawdown_ref, value_date);
"""


def upgrade() -> None:
    """Make the tables; what was told and what was repaid is never changed."""
    op.execute(_TABLES)
    for table in ("mirror_event", "mirror_contract", "mirror_repayment"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON loan.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
    for table in ("mirror_event", "mirror_contract", "mirror_drawdown", "mirror_repayment"):
        op.execute(f"CALL ground.guard('loan.{table}')")
