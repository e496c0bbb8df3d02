"""The tables of this room. What somebody wrote is sealed; codes, counts and times are not."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from puhui.ground.database import metadata

SCHEMA: Final = "identify"
_INSTANT: Final = DateTime(timezone=True)
_SUBJECT: Final = "intake.subject.id"

file: Final = Table(
    "file",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("sealed_header", LargeBinary, nullable=False),
    Column("asked_at", _INSTANT, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("parts", Integer, nullable=False),
    Column("parts_done", Integer, nullable=False, server_default=text("0")),
    Column("rows", BigInteger, nullable=False),
    Column("rows_done", BigInteger, nullable=False, server_default=text("0")),
    Column("rows_left_out", BigInteger, nullable=False, server_default=text("0")),
    Column("counts", JSONB, nullable=False, server_default=text("'{}'")),
    Column("queues_unsure", Boolean, nullable=False),
    Column("queued", BigInteger, nullable=False, server_default=text("0")),
    Column("model", Text),
    Column("problem_code", Text),
    Column("started_at", _INSTANT),
    Column("ended_at", _INSTANT),
    Index("file_of_actor", "mode", "asked_by", "asked_at"),
    Index("file_age", "asked_at", postgresql_where=text("state <> 'forgotten'")),
    schema=SCHEMA,
)
"""A table that somebody sent in, worked through part by part."""

file_part: Final = Table(
    "file_part",
    metadata,
    Column("file_id", Uuid, ForeignKey(file.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sealed_rows", LargeBinary),
    Column("sealed_result", LargeBinary),
    schema=SCHEMA,
)
"""Some rows as they came, and then with their answers; sealed under the file's own key."""

question: Final = Table(
    "question",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("file_id", Uuid, ForeignKey(file.c.id)),
    Column("text_index", LargeBinary, nullable=False),
    Column("sealed_asked", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("top", JSONB, nullable=False),
    Column("stage", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("asked_at", _INSTANT, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'open'")),
    Column("code", Text),
    Column("settled_at", _INSTANT),
    Column("settled_by", Text),
    Index("question_once", "mode", "text_index", unique=True, postgresql_where=text("state <> 'forgotten'")),
    Index("question_queue", "mode", "state", "asked_at", "id"),
    schema=SCHEMA,
)
"""What a machine was not sure of and a person is asked. The same words wait once."""

given_answer: Final = Table(
    "given_answer",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("question_id", Uuid, ForeignKey(question.c.id), nullable=False),
    Column("kind", Text, nullable=False),
    Column("code", Text),
    Column("sealed_reason", LargeBinary),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Index("given_answer_question", "question_id", "at"),
    schema=SCHEMA,
)
"""Every answer that a person gave or took back; the last one holds."""

inference: Final = Table(
    "inference",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("sealed_answer", LargeBinary, nullable=False),
    Column("sources", ARRAY(Text), nullable=False),
    Column("model", Text, nullable=False),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Index("inference_subject", "subject_id", "at"),
    schema=SCHEMA,
)
"""What was thought about a person, from which sources, by which model."""

own_word: Final = Table(
    "own_word",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("subject_id", Uuid, ForeignKey(_SUBJECT), nullable=False),
    Column("kind", Text, nullable=False),
    Column("sealed_word", LargeBinary),
    Column("inference_id", Uuid, ForeignKey(inference.c.id)),
    Column("at", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Index("own_word_subject", "subject_id", "at"),
    schema=SCHEMA,
)
"""What the person says themselves. The last one holds, whatever is inferred later."""
