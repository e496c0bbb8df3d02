"""What trials leave behind: decisions made beside the ones that counted, and which arm made one that did.

A trial itself is a publication like any other (`ground.publication`); here lie its results, which are never
changed or removed, and the word of whoever ended one early.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0005"
down_revision: str | None = "decision_0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_APPEND_ONLY = ("shadow", "challenged", "trial_end")

_TABLES = """
CREATE TABLE decision.shadow (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    trial text NOT NULL,
    publication_id uuid NOT NULL,
    decision_id uuid NOT NULL REFERENCES decision.decision (id),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    outcome text NOT NULL CHECK (outcome IN ('approve', 'refer', 'decline')),
    record bytea NOT NULL,
    record_hash text NOT NULL,
    policy_version text NOT NULL REFERENCES decision.version (hash),
    scorecard_version text NOT NULL REFERENCES decision.version (hash),
    law_version text NOT NULL REFERENCES decision.version (hash),
    made_at timestamptz NOT NULL,
    CONSTRAINT shadow_once UNIQUE (publication_id, decision_id)
);
CREATE INDEX decision_by_time ON decision.decision (mode, decided_at, id);

CREATE TABLE decision.challenged (
    decision_id uuid PRIMARY KEY REFERENCES decision.decision (id),
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    trial text NOT NULL,
    publication_id uuid NOT NULL,
    arm text NOT NULL CHECK (arm IN ('champion', 'challenger')),
    drawn text NOT NULL CHECK (drawn IN ('champion', 'challenger')),
    why text NOT NULL
);
CREATE INDEX challenged_by_trial ON decision.challenged (publication_id);

CREATE TABLE decision.trial_end (
    publication_id uuid PRIMARY KEY,
    trial text NOT NULL,
    why text NOT NULL,
    ended_at timestamptz NOT NULL,
    ended_by text NOT NULL
);
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION decision.refuse_change()"
        )
