"""What watching leaves behind: one row a day and a month of numbers, what they are compared with, alarms.

Aggregates only: no row here names or means a person, and nothing in one can be opened. A day's and a month's
numbers are never changed; an alarm moves on until it clears.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "decision_0006"
down_revision: str | None = "decision_0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_APPEND_ONLY = ("watch_day", "watch_month", "watch_reference")

_TABLES = """
CREATE TABLE decision.watch_day (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    "on" date NOT NULL,
    made_at timestamptz NOT NULL,
    numbers jsonb NOT NULL,
    PRIMARY KEY (mode, "on")
);

CREATE TABLE decision.watch_month (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    made_at timestamptz NOT NULL,
    numbers jsonb NOT NULL,
    PRIMARY KEY (mode, month)
);

CREATE TABLE decision.watch_reference (
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    about text NOT NULL CHECK (about <> ''),
    since date NOT NULL,
    until date NOT NULL CHECK (until >= since),
    decisions integer NOT NULL CHECK (decisions > 0),
    made_at timestamptz NOT NULL,
    bins jsonb NOT NULL,
    PRIMARY KEY (mode, about)
);

CREATE TABLE decision.watch_alarm (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    rule text NOT NULL CHECK (rule <> ''),
    about text NOT NULL,
    level text NOT NULL CHECK (level IN ('watch', 'act')),
    raised_on date NOT NULL,
    seen_on date NOT NULL,
    calm_days integer NOT NULL CHECK (calm_days >= 0),
    cleared_on date,
    numbers jsonb NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamptz,
    why text,
    note text CHECK (length(note) <= 500),
    CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL)),
    CHECK ((acknowledged_by IS NULL) = (why IS NULL)),
    CHECK (note IS NULL OR acknowledged_by IS NOT NULL)
);
CREATE UNIQUE INDEX watch_alarm_open_once ON decision.watch_alarm (mode, rule, about)
    WHERE cleared_on IS NULL;
CREATE INDEX watch_alarm_by_day ON decision.watch_alarm (mode, raised_on);
"""


def upgrade() -> None:
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION decision.refuse_change()"
        )
