"""The register of models: what was handed in, what was settled by whom, and what each model is used for.

That content never changes, that nobody settles what they proposed, and that one proposal of a kind waits at a
time, the database itself sees to.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0008"
down_revision: str | None = "decision_0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_TABLES = """
CREATE TABLE decision.model (
    id uuid PRIMARY KEY,
    institution text NOT NULL DEFAULT coalesce(ground.tenant(), ''),
    name text NOT NULL,
    version text NOT NULL CHECK (version ~ '^[0-9a-f]{64}$'),
    product text NOT NULL DEFAULT '',
    kind text NOT NULL CHECK (kind IN ('scorecard', 'boosted')),
    grade text NOT NULL CHECK (grade IN ('table', 'parts', 'opaque')),
    needs text[] NOT NULL,
    fallback text NOT NULL CHECK (fallback IN ('refer', 'judgement')),
    valid_from date NOT NULL,
    expires_on date NOT NULL CHECK (expires_on > valid_from),
    card jsonb NOT NULL,
    content bytea NOT NULL,
    note text NOT NULL DEFAULT '',
    registered_by text NOT NULL,
    registered_at timestamptz NOT NULL,
    settled text CHECK (settled IN ('approved', 'rejected')),
    settled_by text,
    settled_at timestamptz,
    settled_note text NOT NULL DEFAULT '',
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_why text NOT NULL DEFAULT '',
    CONSTRAINT model_once UNIQUE (institution, version),
    CONSTRAINT model_of_a_house UNIQUE (institution, id),
    CONSTRAINT model_is_its_hash CHECK (version = encode(sha256(content), 'hex')),
    CONSTRAINT model_settled CHECK (
        (settled IS NULL) = (settled_by IS NULL) AND (settled IS NULL) = (settled_at IS NULL)
    ),
    CONSTRAINT model_by_another CHECK (settled IS DISTINCT FROM 'approved' OR settled_by <> registered_by),
    CONSTRAINT model_withdrawn CHECK (
        (withdrawn_at IS NULL) = (withdrawn_by IS NULL)
        AND (withdrawn_at IS NULL OR settled IS NOT DISTINCT FROM 'approved')
    )
);

CREATE TABLE decision.model_use (
    id uuid PRIMARY KEY,
    institution text NOT NULL DEFAULT coalesce(ground.tenant(), ''),
    kind text NOT NULL CHECK (kind IN ('champion', 'recalibration')),
    product text NOT NULL DEFAULT '',
    model_id uuid,
    shift double precision,
    slope double precision CHECK (slope > 0),
    effective_from date NOT NULL,
    note text NOT NULL DEFAULT '',
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    settled text CHECK (settled IN ('approved', 'rejected')),
    settled_by text,
    settled_at timestamptz,
    settled_note text NOT NULL DEFAULT '',
    number integer,
    FOREIGN KEY (institution, model_id) REFERENCES decision.model (institution, id),
    CONSTRAINT model_use_numbered UNIQUE (institution, number),
    CONSTRAINT model_use_settled CHECK (
        (settled IS NULL) = (settled_by IS NULL) AND (settled IS NULL) = (settled_at IS NULL)
        AND (settled IS NOT DISTINCT FROM 'approved') = (number IS NOT NULL)
    ),
    CONSTRAINT model_use_by_another CHECK (settled IS DISTINCT FROM 'approved' OR settled_by <> proposed_by),
    CONSTRAINT model_use_recalibrates CHECK (
        (kind = 'recalibration') = (shift IS NOT NULL)
        AND (shift IS NULL) = (slope IS NULL)
        AND (kind = 'champion' OR model_id IS NOT NULL)
    )
);
CREATE UNIQUE INDEX model_use_open_once ON decision.model_use (institution, kind, product)
    WHERE settled IS NULL;

CREATE TABLE decision.model_mark (
    institution text PRIMARY KEY DEFAULT coalesce(ground.tenant(), ''),
    number integer NOT NULL CHECK (number > 0),
    mark uuid NOT NULL
);

CREATE FUNCTION decision.model_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.institution, NEW.name, NEW.version, NEW.product, NEW.kind, NEW.grade, NEW.needs,
        NEW.fallback, NEW.valid_from, NEW.expires_on, NEW.card, NEW.registered_by, NEW.registered_at)
       IS DISTINCT FROM
       (OLD.id, OLD.institution, OLD.name, OLD.version, OLD.product, OLD.kind, OLD.grade, OLD.needs,
        OLD.fallback, OLD.valid_from, OLD.expires_on, OLD.card, OLD.registered_by, OLD.registered_at)
       OR (OLD.settled IS NOT NULL AND (NEW.settled, NEW.settled_by, NEW.settled_at)
           IS DISTINCT FROM (OLD.settled, OLD.settled_by, OLD.settled_at))
       OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_by, NEW.withdrawn_at)
           IS DISTINCT FROM (OLD.withdrawn_by, OLD.withdrawn_at)) THEN
        RAISE EXCEPTION 'a registered model is never changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON decision.model
    FOR EACH ROW EXECUTE FUNCTION decision.model_stays();
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in ("model", "model_use", "model_mark"):
        op.execute(f"CALL ground.guard('decision.{table}')")
    for table in ("model", "model_use"):
        op.execute(
            f"CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON decision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION decision.refuse_change()"
        )
