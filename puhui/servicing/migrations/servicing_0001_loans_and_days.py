"""Loans being repaid, repayments that end once, and the institution's own day."""

from alembic import op

revision = "servicing_0001"
down_revision = None
branch_labels = ("servicing",)
depends_on = ("ground_0003", "loan_0001")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS servicing;

CREATE TABLE servicing.loan (
    drawdown_id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    contract_id uuid NOT NULL,
    product text NOT NULL,
    terms jsonb NOT NULL,
    is_revolving boolean NOT NULL,
    penalty_uplift_share numeric NOT NULL CHECK (penalty_uplift_share >= 0),
    prepayment_fee_share numeric NOT NULL CHECK (prepayment_fee_share BETWEEN 0 AND 1),
    state text NOT NULL CHECK (state IN ('current', 'overdue', 'settled')),
    settled_on date,
    days_past_due integer NOT NULL CHECK (days_past_due >= 0),
    bucket text NOT NULL,
    opened_at timestamptz NOT NULL,
    UNIQUE (drawdown_id, institution),
    FOREIGN KEY (drawdown_id, institution) REFERENCES loan.drawdown (id, institution),
    CHECK ((state = 'settled') = (settled_on IS NOT NULL)),
    CHECK ((state = 'overdue') = (days_past_due > 0))
);
CREATE INDEX loan_running ON servicing.loan (institution, mode, drawdown_id) WHERE state <> 'settled';
CREATE INDEX loan_contract ON servicing.loan (contract_id);

CREATE TABLE servicing.instalment (
    drawdown_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    institution text NOT NULL,
    starts date NOT NULL,
    ends date NOT NULL CHECK (ends >= starts),
    due date NOT NULL CHECK (due >= ends),
    principal_fen bigint NOT NULL,
    interest_fen bigint NOT NULL,
    fees_fen bigint NOT NULL,
    penalty_fen bigint NOT NULL,
    principal_paid_fen bigint NOT NULL CHECK (principal_paid_fen BETWEEN 0 AND principal_fen),
    interest_paid_fen bigint NOT NULL CHECK (interest_paid_fen BETWEEN 0 AND interest_fen),
    fees_paid_fen bigint NOT NULL CHECK (fees_paid_fen BETWEEN 0 AND fees_fen),
    penalty_paid_fen bigint NOT NULL CHECK (penalty_paid_fen BETWEEN 0 AND penalty_fen),
    third_party_fees_fen bigint NOT NULL CHECK (third_party_fees_fen BETWEEN 0 AND fees_fen),
    accrued_fen bigint NOT NULL CHECK (accrued_fen BETWEEN 0 AND interest_fen),
    closed_interest_fen bigint NOT NULL CHECK (closed_interest_fen BETWEEN 0 AND interest_fen),
    is_billed boolean NOT NULL,
    is_cancelled boolean NOT NULL,
    overdue_fen_days bigint NOT NULL CHECK (overdue_fen_days >= 0),
    counted_to date,
    PRIMARY KEY (drawdown_id, number),
    FOREIGN KEY (drawdown_id, institution) REFERENCES servicing.loan (drawdown_id, institution),
    CHECK (is_billed = (counted_to IS NOT NULL)),
    CHECK (NOT is_billed OR accrued_fen = interest_fen),
    CHECK (NOT is_cancelled OR (NOT is_billed AND accrued_fen = 0))
);
CREATE INDEX instalment_open ON servicing.instalment (institution, due)
    WHERE NOT is_cancelled AND (principal_paid_fen < principal_fen OR interest_paid_fen < interest_fen
                                OR fees_paid_fen < fees_fen);

CREATE TABLE servicing.repayment (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    drawdown_id uuid NOT NULL,
    key text NOT NULL CHECK (key <> ''),
    kind text NOT NULL CHECK (kind IN ('instalment', 'collected', 'settlement')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    state text NOT NULL CHECK (state IN ('asked', 'posted', 'refused')),
    value_date date NOT NULL,
    asked_at timestamptz NOT NULL,
    ended_at timestamptz,
    why text,
    booked_on date,
    principal_fen bigint NOT NULL DEFAULT 0 CHECK (principal_fen >= 0),
    interest_fen bigint NOT NULL DEFAULT 0 CHECK (interest_fen >= 0),
    fees_fen bigint NOT NULL DEFAULT 0 CHECK (fees_fen >= 0),
    penalty_fen bigint NOT NULL DEFAULT 0 CHECK (penalty_fen >= 0),
    actor text NOT NULL,
    CONSTRAINT repayment_once UNIQUE (drawdown_id, key),
    FOREIGN KEY (drawdown_id, institution) REFERENCES servicing.loan (drawdown_id, institution),
    CHECK ((state = 'asked') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (booked_on IS NOT NULL)),
    CONSTRAINT repayment_is_split CHECK (
        principal_fen + interest_fen + fees_fen + penalty_fen
        = CASE state WHEN 'posted' THEN amount_fen ELSE 0 END)
);
CREATE UNIQUE INDEX repayment_one_asked ON servicing.repayment (drawdown_id) WHERE state = 'asked';
CREATE INDEX repayment_asked ON servicing.repayment (institution, mode, id) WHERE state = 'asked';

CREATE TABLE servicing.day_position (
    drawdown_id uuid NOT NULL,
    "on" date NOT NULL,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    contract_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('current', 'overdue', 'settled')),
    bucket text NOT NULL,
    days_past_due integer NOT NULL,
    lent_fen bigint NOT NULL,
    principal_repaid_fen bigint NOT NULL,
    interest_repaid_fen bigint NOT NULL,
    fees_repaid_fen bigint NOT NULL,
    penalty_repaid_fen bigint NOT NULL,
    PRIMARY KEY (drawdown_id, "on"),
    FOREIGN KEY (drawdown_id, institution) REFERENCES servicing.loan (drawdown_id, institution)
);
CREATE INDEX day_position_of ON servicing.day_position (institution, mode, "on", drawdown_id);

CREATE TABLE servicing.business_day (
    institution text PRIMARY KEY,
    "on" date NOT NULL,
    moved_at timestamptz NOT NULL
);

CREATE TABLE servicing.day_step (
    institution text NOT NULL,
    "on" date NOT NULL,
    step text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    reached uuid,
    chunks integer NOT NULL CHECK (chunks >= 0),
    loans integer NOT NULL CHECK (loans >= 0),
    began_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (institution, "on", step, mode)
);
"""

_KEEP = """
CREATE FUNCTION servicing.refuse_deletion() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% keeps every row', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION servicing.keep_repayment() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state <> 'asked' OR (NEW.id, NEW.institution, NEW.mode, NEW.drawdown_id, NEW.key, NEW.kind,
        NEW.amount_fen, NEW.value_date, NEW.asked_at, NEW.actor) IS DISTINCT FROM
       (OLD.id, OLD.institution, OLD.mode, OLD.drawdown_id, OLD.key, OLD.kind,
        OLD.amount_fen, OLD.value_date, OLD.asked_at, OLD.actor)
    THEN
        RAISE EXCEPTION 'a repayment ends once and keeps its amount' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON servicing.repayment
    FOR EACH ROW EXECUTE FUNCTION servicing.keep_repayment();

CREATE FUNCTION servicing.keep_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.institution <> OLD.institution OR NEW."on" <> OLD."on" + 1 THEN
        RAISE EXCEPTION 'a business date moves one day at a time' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON servicing.business_day
    FOR EACH ROW EXECUTE FUNCTION servicing.keep_day();
"""

_NEVER_CHANGED = ("day_position",)
_NEVER_DELETED = ("loan", "instalment", "repayment", "business_day", "day_step")


def upgrade() -> None:
    """Make the tables, let nothing be deleted, and let each institution see its own."""
    op.execute(_TABLES)
    op.execute(_KEEP)
    for table in _NEVER_CHANGED:
        _refuse(table, "UPDATE OR DELETE OR TRUNCATE", "ground.refuse_change")
    for table in _NEVER_DELETED:
        _refuse(table, "DELETE OR TRUNCATE", "servicing.refuse_deletion")
    for table in _NEVER_CHANGED + _NEVER_DELETED:
        op.execute(f"CALL ground.guard('servicing.{table}')")


def _refuse(table: str, what: str, how: str) -> None:
    op.execute(
        f"CREATE TRIGGER append_only BEFORE {what} ON servicing.{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {how}()"
    )
