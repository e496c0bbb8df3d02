"""Reconciliation files, the comparisons made with them and the breaks that were found."""

from alembic import op

revision = "exchange_0002"
down_revision = "exchange_0001"
branch_labels = None
depends_on = ("ground_0003",)

_FILES = """
CREATE TABLE exchange.reconciliation_file (
    id uuid NOT NULL,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    direction text NOT NULL CHECK (direction IN ('from_institution', 'from_platform')),
    business_date date NOT NULL,
    sha256 text NOT NULL,
    row_count integer NOT NULL CHECK (row_count >= 0),
    packed bytea NOT NULL,
    received_at timestamptz NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (institution, id),
    CONSTRAINT reconciliation_file_once UNIQUE (institution, mode, direction, business_date, sha256)
);

CREATE TABLE exchange.reconciliation_refused (
    id uuid NOT NULL,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    direction text NOT NULL,
    business_date date NOT NULL,
    code text NOT NULL,
    place text,
    sha256 text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (institution, id)
);
CREATE INDEX reconciliation_refused_day
    ON exchange.reconciliation_refused (institution, mode, business_date, at);
"""

_RUNS = """
CREATE TABLE exchange.reconciliation_run (
    id uuid NOT NULL,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    direction text NOT NULL,
    business_date date NOT NULL,
    file_id uuid NOT NULL,
    compared_at timestamptz NOT NULL,
    our_rows integer NOT NULL,
    their_rows integer NOT NULL,
    break_count integer NOT NULL CHECK (break_count >= 0),
    PRIMARY KEY (institution, id),
    FOREIGN KEY (institution, file_id) REFERENCES exchange.reconciliation_file (institution, id)
);
CREATE INDEX reconciliation_run_day
    ON exchange.reconciliation_run (institution, mode, business_date, direction, compared_at, id);

CREATE TABLE exchange.reconciliation_break (
    institution text NOT NULL,
    run_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    kind text NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'amount', 'state')),
    ref text NOT NULL,
    field text NOT NULL,
    ours text,
    theirs text,
    PRIMARY KEY (institution, run_id, number),
    FOREIGN KEY (institution, run_id) REFERENCES exchange.reconciliation_run (institution, id)
);
"""

_TABLES = ("reconciliation_file", "reconciliation_refused", "reconciliation_run", "reconciliation_break")


def upgrade() -> None:
    """Make the tables, let nothing in them be changed, and guard each of them."""
    op.execute(_FILES)
    op.execute(_RUNS)
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
        op.execute(f"CALL ground.guard('exchange.{table}')")
