"""What people propose, and what borrowers ask and are answered, as the migrations make them.

`sealed_terms`, notes and answers are sealed under the owner's key and open as `Erased` once it is destroyed.
"""

from typing import Final

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid, text

from puhui.decision.tables import SCHEMA, decision
from puhui.ground.database import metadata

_INSTANT: Final = DateTime(timezone=True)

proposal = Table(
    "proposal",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("application_id", Uuid, ForeignKey("intake.application.id"), nullable=False),
    Column("decision_id", Uuid, ForeignKey(decision.c.id), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("sealed_terms", LargeBinary, nullable=False),
    Column("authority_version", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", _INSTANT, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'open'")),
    Column("settled_by", Text),
    Column("settled_at", _INSTANT),
    Column("sealed_note", LargeBinary),
    Column("made_decision_id", Uuid, ForeignKey(decision.c.id)),
    Index("proposal_open_once", "application_id", unique=True, postgresql_where=text("state = 'open'")),
    Index("proposal_application", "application_id", "proposed_at"),
    schema=SCHEMA,
)

review = Table(
    "review",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("decision_id", Uuid, ForeignKey(decision.c.id), nullable=False),
    Column("kind", Text, nullable=False),
    Column("sealed_note", LargeBinary),
    Column("asked_at", _INSTANT, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("closed_at", _INSTANT),
    Column("closed_by", Text),
    Column("due_at", _INSTANT),
    Column("result", Text),
    Column("sealed_answer", LargeBinary),
    Index("review_open_once", "decision_id", "kind", unique=True, postgresql_where=text("closed_at IS NULL")),
    Index("review_queue", "mode", "asked_at", "id"),
    Index("review_decision", "decision_id"),
    schema=SCHEMA,
)
