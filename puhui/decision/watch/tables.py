"""The tables of watching, as the migrations make them: aggregates and alarms, nothing of a person."""

from typing import Final

from sqlalchemy import Column, Date, DateTime, Index, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from puhui.decision.tables import SCHEMA
from puhui.ground.database import metadata

_INSTANT: Final = DateTime(timezone=True)

watch_day = Table(
    "watch_day",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("made_at", _INSTANT, nullable=False),
    Column("numbers", JSONB, nullable=False),
    schema=SCHEMA,
)

watch_month = Table(
    "watch_month",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("made_at", _INSTANT, nullable=False),
    Column("numbers", JSONB, nullable=False),
    schema=SCHEMA,
)

watch_reference = Table(
    "watch_reference",
    metadata,
    Column("mode", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("decisions", Integer, nullable=False),
    Column("made_at", _INSTANT, nullable=False),
    Column("bins", JSONB, nullable=False),
    schema=SCHEMA,
)

watch_alarm = Table(
    "watch_alarm",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("seen_on", Date, nullable=False),
    Column("calm_days", Integer, nullable=False),
    Column("cleared_on", Date),
    Column("numbers", JSONB, nullable=False),
    Column("acknowledged_by", Text),
    Column("acknowledged_at", _INSTANT),
    Column("why", Text),
    Column("note", Text),
    Index(
        "watch_alarm_open_once",
        "mode",
        "rule",
        "about",
        unique=True,
        postgresql_where=text("cleared_on IS NULL"),
    ),
    Index("watch_alarm_by_day", "mode", "raised_on"),
    schema=SCHEMA,
)
