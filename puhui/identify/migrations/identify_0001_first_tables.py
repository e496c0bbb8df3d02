"""What waits for a person, files that are worked through, and what was inferred about people and corrected.

Words that somebody asked about are sealed under a key of their own; the answers of people, inferences and
corrections are only ever added to.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "identify_0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = ("identify",)
depends_on: Sequence[str] | None = ("ground_0001", "intake_0001")

_APPEND_ONLY = ("given_answer", "inference", "own_word")

_TABLES = """
CREATE SCHEMA IF NOT EXISTS identify;

CREATE TABLE identify.file (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    sealed_name bytea NOT NULL,
    sealed_header bytea NOT NULL,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    state text NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed', 'forgotten')),
    parts integer NOT NULL CHECK (parts > 0),
    parts_done integer NOT NULL DEFAULT 0 CHECK (parts_done BETWEEN 0 AND parts),
    rows bigint NOT NULL CHECK (rows > 0),
    rows_done bigint NOT NULL DEFAULT 0 CHECK (rows_done BETWEEN 0 AND rows),
    rows_left_out bigint NOT NULL DEFAULT 0,
    counts jsonb NOT NULL DEFAULT '{}',
    queues_unsure boolean NOT NULL,
    queued bigint NOT NULL DEFAULT 0,
    model text,
    problem_code text,
    started_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX file_of_actor ON identify.file (mode, asked_by, asked_at);
CREATE INDEX file_age ON identify.file (asked_at) WHERE state <> 'forgotten';

CREATE TABLE identify.file_part (
    file_id uuid NOT NULL REFERENCES identify.file (id),
    number integer NOT NULL CHECK (number > 0),
    rows integer NOT NULL CHECK (rows > 0),
    sealed_rows bytea,
    sealed_result bytea,
    PRIMARY KEY (file_id, number)
);

CREATE TABLE identify.question (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    file_id uuid REFERENCES identify.file (id),
    text_index bytea NOT NULL,
    sealed_asked bytea NOT NULL,
    status text NOT NULL CHECK (status IN ('ambiguous', 'unsure', 'answered')),
    top jsonb NOT NULL,
    stage text NOT NULL,
    model text NOT NULL,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'not_sure', 'forgotten')),
    code text,
    settled_at timestamptz,
    settled_by text,
    CONSTRAINT question_settled CHECK ((state IN ('open', 'forgotten')) = (settled_at IS NULL)),
    CONSTRAINT question_has_code CHECK ((state = 'answered') = (code IS NOT NULL))
);
CREATE UNIQUE INDEX question_once ON identify.question (mode, text_index) WHERE state <> 'forgotten';
CREATE INDEX question_queue ON identify.question (mode, state, asked_at, id);

CREATE TABLE identify.given_answer (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    question_id uuid NOT NULL REFERENCES identify.question (id),
    kind text NOT NULL CHECK (kind IN ('code', 'not_sure', 'taken_back')),
    code text,
    sealed_reason bytea,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT given_answer_code CHECK ((kind = 'code') = (code IS NOT NULL))
);
CREATE INDEX given_answer_question ON identify.given_answer (question_id, at);

CREATE TABLE identify.inference (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    sealed_answer bytea NOT NULL,
    sources text[] NOT NULL,
    model text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX inference_subject ON identify.inference (subject_id, at);

CREATE TABLE identify.own_word (
    id uuid PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('live', 'test')),
    subject_id uuid NOT NULL REFERENCES intake.subject (id),
    kind text NOT NULL CHECK (kind IN ('said', 'taken_back')),
    sealed_word bytea,
    inference_id uuid REFERENCES identify.inference (id),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT own_word_said CHECK ((kind = 'said') = (sealed_word IS NOT NULL))
);
CREATE INDEX own_word_subject ON identify.own_word (subject_id, at);
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(_TABLES)
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identify.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change()"
        )
