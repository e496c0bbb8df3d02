"""Fraud beside credit: which rule hit, what a person found out afterwards, which rings were met; and the ways
to count applications by what they have in common.

Hits and labels are never changed or removed. A ring that was met is no evidence: it is looked for again.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0007"
down_revision: str | None = "decision_0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = ("graph_0002",)

_APPEND_ONLY = ("fraud_hit", "fraud_label")

_TABLES = """
CREATE TABLE decision.fraud_hit (
    decision_id uuid NOT NULL REFERENCES decision.decision (id),
    rule text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    said text NOT NULL CHECK (said IN ('refer', 'decline')),
    became text NOT NULL CHECK (became IN ('refer', 'decline')),
    policy_version text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (decision_id, rule),
    CONSTRAINT fraud_hit_never_harder CHECK (said = 'decline' OR became = 'refer')
);
CREATE INDEX fraud_hit_by_rule ON decision.fraud_hit (mode, rule, at);
CREATE INDEX fraud_hit_of ON decision.fraud_hit (application_id);

CREATE TABLE decision.fraud_label (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    decision_id uuid NOT NULL REFERENCES decision.decision (id),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    finding text NOT NULL CHECK (finding IN ('confirmed', 'false_alarm')),
    sealed_why bytea NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX fraud_label_of ON decision.fraud_label (application_id, at);

CREATE TABLE decision.fraud_ring (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    application_id uuid NOT NULL REFERENCES intake.application (id),
    found jsonb NOT NULL,
    consents uuid[] NOT NULL,
    looked_at timestamptz NOT NULL,
    PRIMARY KEY (mode, application_id)
);

CREATE INDEX application_enterprise ON intake.application (enterprise_id, created_at)
    WHERE enterprise_id IS NOT NULL;
CREATE INDEX subject_phone_newest ON intake.subject (mode, phone_index, registered_at DESC)
    WHERE phone_index IS NOT NULL;
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
