"""A statement as it is written, straight to the driver: where one request may run only a handful of them.

SQLAlchemy builds, caches and wraps every statement, which costs three times what psycopg alone does. On a
path whose statements are counted (`docs/decisions/0022`) a room writes them out and runs them here: in the
same connection and the same transaction, with values bound by the driver, prepared after their fifth time.
Errors are those of SQLAlchemy, as everywhere, and a lost connection leaves the pool.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


def fetch(connection: Connection, statement: str, bound: Mapping[str, object]) -> list[Row]:
    """The rows of a statement, written with `%(name)s`; columns by position."""
    try:
        return _driver(connection).execute(statement, bound).fetchall()
    except psycopg.Error as error:
        _translated(connection, error)


def run(connection: Connection, statement: str, bound: Mapping[str, object]) -> int:
    """Run a statement; gives how many rows it touched."""
    try:
        return _driver(connection).execute(statement, bound).rowcount
    except psycopg.Error as error:
        _translated(connection, error)


def _driver(connection: Connection) -> "psycopg.Connection[Row]":
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - `make_engine` makes no other
    return driver


def _translated(connection: Connection, error: psycopg.Error) -> NoReturn:
    driver = connection.connection.driver_connection
    is_lost = driver is None or driver.closed
    if is_lost:
        connection.invalidate(error)
    raise DBAPIError.instance(
        "a direct statement",
        None,
        error,
        psycopg.Error,
        hide_parameters=True,
        connection_invalidated=is_lost,
        dialect=connection.dialect,
    ) from error
