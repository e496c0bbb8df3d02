"""The engine: how every process of Puhui talks to PostgreSQL."""

from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine

APPLICATION: Final = "puhui"
_IDLE_IN_TRANSACTION_SECONDS: Final = 600


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
    return create_engine(
        url,
        pool_size=pool,
        max_overflow=overflow,
        pool_use_lifo=True,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=arguments,
    )
