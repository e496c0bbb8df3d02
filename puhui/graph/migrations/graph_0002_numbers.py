"""Relations are numbered, so that the newest of a node come first and what came since is found; a consent
covers only the relations of its giver and of the businesses that they operate."""

from alembic import op

revision = "graph_0002"
down_revision = "graph_0001"
branch_labels = None
depends_on = None

_NUMBERED = """
ALTER TABLE graph.relation ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX relation_number ON graph.relation (number);
CREATE INDEX relation_newest ON graph.relation (mode, from_node, valid_from DESC, number DESC);
CREATE INDEX relation_newest_back ON graph.relation (mode, to_node, valid_from DESC, number DESC);
DROP INDEX graph.relation_back;
"""

_OWN_CONSENT = """
CREATE FUNCTION graph.refuse_anothers_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM intake.consent c WHERE c.id = NEW.consent_id AND c.mode = NEW.mode
        AND c.source = NEW.source AND c.recipient = 'platform'
        AND ('subject:' || c.subject_id IN (NEW.from_node, NEW.to_node) OR EXISTS (
            SELECT FROM intake.operates o WHERE o.owner_id = c.subject_id AND o.mode = c.mode
            AND 'subject:' || o.business_id IN (NEW.from_node, NEW.to_node)))
    ) THEN
        RAISE EXCEPTION 'a relation stands on a consent of one of its ends, or of its operator';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER own_consent BEFORE INSERT ON graph.relation
    FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL) EXECUTE FUNCTION graph.refuse_anothers_consent();
"""

_SETTLED = """
CREATE FUNCTION graph.let_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1196570965);
    RETURN NULL;
END $$;

CREATE TRIGGER let_settle BEFORE INSERT ON graph.relation
    FOR EACH STATEMENT EXECUTE FUNCTION graph.let_settle();
"""
"""Numbers are drawn before their transaction commits, so a smaller one may appear after a larger. Who holds
this lock alone knows that none is on its way."""


def upgrade() -> None:
    """Number, index, and hold every new relation against the consent it names."""
    op.execute(_NUMBERED)
    op.execute(_OWN_CONSENT)
    op.execute(_SETTLED)
