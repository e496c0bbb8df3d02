"""Relations and marks. Corrections are new rows."""

from alembic import op

revision = "graph_0001"
down_revision = None
branch_labels = ("graph",)
depends_on = ("ground_0001", "intake_0001")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS graph;

CREATE TABLE graph.relation (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    kind text NOT NULL,
    from_node text NOT NULL,
    to_node text NOT NULL,
    source text NOT NULL,
    consent_id uuid REFERENCES intake.consent (id),
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to > valid_from),
    weight bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT relation_once UNIQUE NULLS NOT DISTINCT
        (mode, from_node, to_node, kind, source, consent_id, valid_from, valid_to, weight)
);
CREATE INDEX relation_back ON graph.relation (mode, to_node, from_node);

CREATE TABLE graph.mark (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    node text NOT NULL,
    mark text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX mark_node ON graph.mark (mode, node);
"""


def upgrade() -> None:
    """Make the tables, and let nobody change what was recorded."""
    op.execute(_TABLES)
    for table in ("relation", "mark"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON graph.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
