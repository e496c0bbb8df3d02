"""The engine: how every process of Puhui talks to PostgreSQL."""

import time
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

APPLICATION: Final = "puhui"
_IDLE_IN_TRANSACTION_SECONDS: Final = 600
_FRESH_SECONDS: Final = 0.25


def make_engine(
    url: str | URL, *, pool: int = 10, overflow: int = 0, statement_timeout_seconds: int = 30
) -> Engine:
    """Core only, psycopg 3, UTC, READ COMMITTED; parameters never appear in errors or logs.

    `pool` connections are kept, up to `overflow` more are made when needed and closed after use.
    """
    options = {
        "timezone": "UTC",
        "statement_timeout": f"{statement_timeout_seconds}s",
        "idle_in_transaction_session_timeout": f"{_IDLE_IN_TRANSACTION_SECONDS}s",
    }
    arguments: dict[str, Any] = {
        "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        "application_name": APPLICATION,
        "connect_timeout": 10,
    }
    engine = create_engine(
        url,
        pool_size=pool,
        max_overflow=overflow,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args=arguments,
    )
    event.listen(engine, "checkin", _rested)
    event.listen(engine, "checkout", _awake)
    return engine


def _rested(_driver: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = time.monotonic()


def _awake(driver: "psycopg.Connection[Any]", record: ConnectionPoolEntry, _proxy: object) -> None:
    """Ask a connection that has rested whether the server is still there; one that was in use a moment ago
    was asked by its use, and a question before every request would double its way."""
    since = record.info.get("rests_since")
    if since is None or time.monotonic() - since < _FRESH_SECONDS:
        return
    try:
        driver.execute("")
        driver.rollback()
    except psycopg.Error as lost:
        raise DisconnectionError from lost
