"""Whose decision it is, and the file an institution keeps while it decides about a package.

Every decision of before was advice. `underwriting` may change until its application is decided; a decision
never may.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0002"
down_revision: str | None = "decision_0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STATEMENTS = """
ALTER TABLE decision.decision ADD COLUMN owner text NOT NULL DEFAULT 'platform_advisory'
    CHECK (owner IN ('platform_advisory', 'institution'));
ALTER TABLE decision.decision DROP CONSTRAINT decision_path_check;
ALTER TABLE decision.decision ADD CONSTRAINT decision_path_check
    CHECK (path IN ('application', 'batch', 'package'));
ALTER TABLE decision.decision DROP CONSTRAINT decision_of_one_kind;
ALTER TABLE decision.decision ADD CONSTRAINT decision_of_one_kind CHECK (
    (path IN ('application', 'package')
        AND application_id IS NOT NULL AND subject_id IS NOT NULL AND batch_id IS NULL)
    OR (path = 'batch' AND application_id IS NULL AND subject_id IS NULL AND batch_id IS NOT NULL)
);

CREATE TABLE decision.underwriting (
    application_id uuid PRIMARY KEY REFERENCES intake.application (id),
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    reference text UNIQUE CHECK (reference <> ''),
    sealed_data bytea,
    consent_until timestamptz,
    opened_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    referred_at timestamptz,
    stopped_at timestamptz,
    stopped_why text CHECK (stopped_why <> ''),
    CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);
"""


def upgrade() -> None:
    op.execute(_STATEMENTS)
