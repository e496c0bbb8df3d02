"""Contracts, facilities, two-phase drawdowns and books, kept right by the database itself (decision 0018)."""

from alembic import op

revision = "loan_0001"
down_revision = None
branch_labels = ("loan",)
depends_on = ("ground_0003", "intake_0001")

_CONTRACTS = """
CREATE SCHEMA IF NOT EXISTS loan;

CREATE TABLE loan.contract (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    reference text,
    limit_fen bigint NOT NULL CHECK (limit_fen > 0),
    agreed jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'suitable', 'disclosed', 'confirmed', 'account_bound',
                                         'signed', 'closed', 'cancelled')),
    state_at timestamptz NOT NULL,
    drafted_at timestamptz NOT NULL,
    signed_on date,
    ends_on date,
    actor text NOT NULL,
    UNIQUE (id, institution),
    CHECK ((state IN ('signed', 'closed')) = (signed_on IS NOT NULL)),
    CHECK ((signed_on IS NULL) = (ends_on IS NULL)),
    CHECK (ends_on > signed_on)
);
CREATE UNIQUE INDEX contract_one_live ON loan.contract (institution, application_id)
    WHERE state <> 'cancelled';
CREATE INDEX contract_newest ON loan.contract (institution, mode, drafted_at);

CREATE TABLE loan.contract_step (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    contract_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    why text,
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);
CREATE INDEX contract_step_of ON loan.contract_step (contract_id, at);

CREATE TABLE loan.suitability (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    contract_id uuid NOT NULL,
    version text NOT NULL,
    answers jsonb NOT NULL,
    suitable boolean NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);
CREATE INDEX suitability_of ON loan.suitability (contract_id, at);

CREATE TABLE loan.disclosure (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    contract_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    language text NOT NULL,
    document text NOT NULL,
    document_hash text NOT NULL,
    shown_at timestamptz NOT NULL,
    readable_at timestamptz NOT NULL CHECK (readable_at >= shown_at),
    actor text NOT NULL,
    UNIQUE (id, institution),
    UNIQUE (contract_id, number),
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);

CREATE TABLE loan.confirmation (
    disclosure_id uuid PRIMARY KEY,
    institution text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    FOREIGN KEY (disclosure_id, institution) REFERENCES loan.disclosure (id, institution)
);

CREATE TABLE loan.account_check (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    contract_id uuid NOT NULL,
    result text NOT NULL CHECK (result IN ('MATCH', 'MISMATCH', 'NO_RECORD', 'ERROR')),
    provider text NOT NULL,
    reference text,
    reason text,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    UNIQUE (id, institution),
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);
CREATE INDEX account_check_of ON loan.account_check (contract_id, at);

CREATE TABLE loan.account (
    check_id uuid PRIMARY KEY,
    institution text NOT NULL,
    contract_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    card_masked text NOT NULL,
    sealed_card bytea NOT NULL,
    sealed_holder bytea NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (contract_id, number),
    FOREIGN KEY (check_id, institution) REFERENCES loan.account_check (id, institution),
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);

CREATE TABLE loan.signature (
    contract_id uuid PRIMARY KEY,
    institution text NOT NULL,
    text_version text NOT NULL,
    text_hash text NOT NULL,
    sealed_text bytea NOT NULL,
    cost_table_hash text NOT NULL,
    signed_on date NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution)
);
"""

_MONEY = """
CREATE TABLE loan.facility (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    kind text NOT NULL CHECK (kind IN ('borrower', 'programme')),
    name text NOT NULL,
    limit_fen bigint CHECK (limit_fen >= 0),
    reserved_fen bigint NOT NULL DEFAULT 0 CHECK (reserved_fen >= 0),
    drawn_fen bigint NOT NULL DEFAULT 0 CHECK (drawn_fen >= 0),
    CONSTRAINT facility_once UNIQUE (institution, mode, kind, name),
    CHECK (kind = 'programme' OR limit_fen IS NOT NULL),
    CONSTRAINT facility_not_exceeded CHECK (limit_fen IS NULL OR reserved_fen + drawn_fen <= limit_fen)
);

CREATE TABLE loan.drawdown (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    contract_id uuid NOT NULL,
    key text NOT NULL CHECK (key <> ''),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    fees_fen bigint NOT NULL CHECK (fees_fen >= 0 AND fees_fen < amount_fen),
    state text NOT NULL CHECK (state IN ('reserved', 'posted', 'voided', 'expired')),
    reserved_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > reserved_at),
    flagged boolean NOT NULL DEFAULT false,
    value_date date,
    ended_at timestamptz,
    why text,
    released_fen bigint NOT NULL DEFAULT 0 CHECK (released_fen BETWEEN 0 AND amount_fen),
    actor text NOT NULL,
    UNIQUE (id, institution),
    CONSTRAINT drawdown_once UNIQUE (contract_id, key),
    FOREIGN KEY (contract_id, institution) REFERENCES loan.contract (id, institution),
    CHECK ((state = 'reserved') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (value_date IS NOT NULL)),
    CHECK (state = 'posted' OR released_fen = 0)
);
CREATE INDEX drawdown_waiting ON loan.drawdown (institution, expires_at) WHERE state = 'reserved';

CREATE TABLE loan.payment_break (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    drawdown_id uuid NOT NULL,
    asked_fen bigint NOT NULL,
    confirmed_fen bigint NOT NULL,
    reference text NOT NULL,
    at timestamptz NOT NULL,
    FOREIGN KEY (drawdown_id, institution) REFERENCES loan.drawdown (id, institution)
);
CREATE INDEX payment_break_of ON loan.payment_break (drawdown_id);

CREATE TABLE loan.ledger_entry (
    id uuid PRIMARY KEY,
    institution text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    kind text NOT NULL CHECK (kind <> ''),
    key text NOT NULL CHECK (key <> ''),
    "on" date NOT NULL,
    digest text NOT NULL,
    booked_at timestamptz NOT NULL,
    actor text NOT NULL,
    reverses uuid UNIQUE,
    written_in bigint NOT NULL DEFAULT 0,
    UNIQUE (id, institution),
    CONSTRAINT ledger_entry_once UNIQUE (institution, mode, key),
    FOREIGN KEY (reverses, institution) REFERENCES loan.ledger_entry (id, institution)
);
CREATE INDEX ledger_entry_on ON loan.ledger_entry (institution, mode, "on");

CREATE TABLE loan.ledger_line (
    entry_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    institution text NOT NULL,
    account text NOT NULL CHECK (account ~ '^[a-z_]{1,40}$'),
    side text NOT NULL CHECK (side IN ('debit', 'credit')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    drawdown_id uuid,
    PRIMARY KEY (entry_id, number),
    FOREIGN KEY (entry_id, institution) REFERENCES loan.ledger_entry (id, institution),
    FOREIGN KEY (drawdown_id, institution) REFERENCES loan.drawdown (id, institution)
);
CREATE INDEX ledger_line_of ON loan.ledger_line (drawdown_id, account);
"""

_BALANCE = """
CREATE FUNCTION loan.mark_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.written_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE FUNCTION loan.line_in_time() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM loan.ledger_entry
        WHERE id = NEW.entry_id AND written_in = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'an entry in the books takes no more lines' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION loan.entry_balances() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry uuid; lines bigint; difference numeric;
BEGIN
    IF TG_TABLE_NAME = 'ledger_entry' THEN entry := NEW.id; ELSE entry := NEW.entry_id; END IF;
    SELECT count(*), coalesce(sum(CASE side WHEN 'debit' THEN amount_fen ELSE -amount_fen END), 0)
        INTO lines, difference FROM loan.ledger_line WHERE entry_id = entry;
    IF lines < 2 OR difference <> 0 THEN
        RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER mark BEFORE INSERT ON loan.ledger_entry FOR EACH ROW EXECUTE FUNCTION loan.mark_entry();
CREATE TRIGGER in_time BEFORE INSERT ON loan.ledger_line FOR EACH ROW EXECUTE FUNCTION loan.line_in_time();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON loan.ledger_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION loan.entry_balances();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON loan.ledger_line DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION loan.entry_balances();
"""

_STEPS = """
CREATE FUNCTION loan.refuse_deletion() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION loan.keep_contract() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.institution, NEW.mode, NEW.application_id, NEW.subject_id, NEW.reference,
        NEW.limit_fen, NEW.agreed, NEW.drafted_at) IS DISTINCT FROM
       (OLD.id, OLD.institution, OLD.mode, OLD.application_id, OLD.subject_id, OLD.reference,
        OLD.limit_fen, OLD.agreed, OLD.drafted_at)
       OR (OLD.signed_on IS NOT NULL
           AND (NEW.signed_on, NEW.ends_on) IS DISTINCT FROM (OLD.signed_on, OLD.ends_on))
    THEN
        RAISE EXCEPTION 'what was agreed never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'signed' AND NOT EXISTS (SELECT FROM loan.signature WHERE contract_id = NEW.id) THEN
        RAISE EXCEPTION 'a contract is signed by a signature' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON loan.contract FOR EACH ROW EXECUTE FUNCTION loan.keep_contract();

CREATE FUNCTION loan.keep_drawdown() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.institution, NEW.mode, NEW.contract_id, NEW.key, NEW.amount_fen, NEW.fees_fen,
        NEW.reserved_at, NEW.expires_at) IS DISTINCT FROM
       (OLD.id, OLD.institution, OLD.mode, OLD.contract_id, OLD.key, OLD.amount_fen, OLD.fees_fen,
        OLD.reserved_at, OLD.expires_at)
       OR (OLD.state <> 'reserved' AND (NEW.state, NEW.value_date, NEW.ended_at) IS DISTINCT FROM
           (OLD.state, OLD.value_date, OLD.ended_at))
       OR NEW.released_fen < OLD.released_fen
    THEN
        RAISE EXCEPTION 'a drawdown ends once and keeps its amounts' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON loan.drawdown FOR EACH ROW EXECUTE FUNCTION loan.keep_drawdown();

CREATE FUNCTION loan.posted_is_booked() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'posted' AND NOT EXISTS (
        SELECT FROM loan.ledger_entry
        WHERE institution = NEW.institution AND mode = NEW.mode AND key = 'drawdown:' || NEW.id
    ) THEN
        RAISE EXCEPTION 'a posted drawdown is in the books' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER booked AFTER INSERT OR UPDATE ON loan.drawdown DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION loan.posted_is_booked();
"""

_NEVER_CHANGED = (
    "contract_step",
    "suitability",
    "disclosure",
    "confirmation",
    "account_check",
    "account",
    "signature",
    "payment_break",
    "ledger_entry",
    "ledger_line",
)
_NEVER_DELETED = ("contract", "facility", "drawdown")


def upgrade() -> None:
    """Make the tables, the checks, and let each institution see its own."""
    for statement in (_CONTRACTS, _MONEY, _BALANCE, _STEPS):
        op.execute(statement)
    for table in _NEVER_CHANGED:
        _refuse(table, "UPDATE OR DELETE OR TRUNCATE", "ground.refuse_change")
    for table in _NEVER_DELETED:
        _refuse(table, "DELETE OR TRUNCATE", "loan.refuse_deletion")
    for table in _NEVER_CHANGED + _NEVER_DELETED:
        op.execute(f"CALL ground.guard('loan.{table}')")


def _refuse(table: str, what: str, how: str) -> None:
    op.execute(
        f"CREATE TRIGGER append_only BEFORE {what} ON loan.{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {how}()"
    )
