"""What people propose and confirm, and what is answered to borrowers who asked.

That nobody confirms their own proposal, and that one proposal waits at a time, the database itself sees to.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0003"
down_revision: str | None = "decision_0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STATEMENTS = """
CREATE TABLE decision.proposal (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    decision_id uuid NOT NULL REFERENCES decision.decision (id),
    outcome text NOT NULL CHECK (outcome IN ('approve', 'decline')),
    sealed_terms bytea NOT NULL,
    authority_version text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'confirmed', 'refused', 'replaced', 'lapsed')),
    settled_by text,
    settled_at timestamptz,
    sealed_note bytea,
    made_decision_id uuid REFERENCES decision.decision (id),
    CONSTRAINT proposal_settled CHECK (
        (state = 'open') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)
    ),
    CONSTRAINT proposal_nobody_settles_their_own CHECK (
        state NOT IN ('confirmed', 'refused') OR settled_by <> proposed_by
    ),
    CONSTRAINT proposal_confirmed_decides CHECK ((state = 'confirmed') = (made_decision_id IS NOT NULL))
);
CREATE UNIQUE INDEX proposal_open_once ON decision.proposal (application_id) WHERE state = 'open';
CREATE INDEX proposal_application ON decision.proposal (application_id, proposed_at);

ALTER TABLE decision.review DROP CONSTRAINT review_kind_check;
ALTER TABLE decision.review ADD CONSTRAINT review_kind_check
    CHECK (kind IN ('explanation', 'correction', 'person'));
ALTER TABLE decision.review ADD COLUMN due_at timestamptz;
ALTER TABLE decision.review ADD COLUMN result text
    CHECK (result IN ('explained', 'corrected', 'kept', 'decided_again'));
ALTER TABLE decision.review ADD COLUMN sealed_answer bytea;
ALTER TABLE decision.review ADD CONSTRAINT review_answered CHECK (result IS NULL OR closed_at IS NOT NULL);
CREATE INDEX review_queue ON decision.review (mode, asked_at, id);
CREATE INDEX review_decision ON decision.review (decision_id);
"""


def upgrade() -> None:
    op.execute(_STATEMENTS)
