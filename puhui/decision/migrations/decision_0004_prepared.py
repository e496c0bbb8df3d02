"""What was made ready before a decision: one row a business, replaced when the evidence or the day changes.

It is no evidence and no record: everything in it follows from what lies elsewhere and may be thrown away.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0004"
down_revision: str | None = "decision_0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_TABLE = """
CREATE TABLE decision.prepared (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    evidence text NOT NULL,
    related text NOT NULL,
    sealed_numbers bytea NOT NULL,
    prepared_at timestamptz NOT NULL,
    PRIMARY KEY (mode, subject_id)
);
"""


def upgrade() -> None:
    op.execute(_TABLE)
