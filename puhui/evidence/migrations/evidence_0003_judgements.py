"""What people say of pairs of firms: appended, superseded, never changed; no name in it."""

from collections.abc import Sequence

from alembic import op

revision: str = "evidence_0003"
down_revision: str | None = "evidence_0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_TABLE = """
CREATE TABLE evidence.judgement (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    left_index bytea NOT NULL,
    right_index bytea NOT NULL CHECK (left_index < right_index),
    verdict text NOT NULL CHECK (verdict IN ('same', 'not_same', 'unsure')),
    reason text NOT NULL,
    at timestamptz NOT NULL,
    supersedes uuid REFERENCES evidence.judgement (id),
    actor text NOT NULL
);
CREATE INDEX judgement_pair ON evidence.judgement (left_index, right_index, at);
"""


def upgrade() -> None:
    """Make the table; nothing in it is ever changed."""
    op.execute(_TABLE)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence.judgement "
        "FOR EACH STATEMENT EXECUTE FUNCTION evidence.refuse_change()"
    )
