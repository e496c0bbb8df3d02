"""A statement as it is written, straight to the driver: where one request may run only a handful of them.

SQLAlchemy builds, caches and wraps every statement, which costs three times what psycopg alone does. On a
path whose statements are counted (`docs/decisions/0022`) a room writes them out and runs them here: in the
same connection and the same transaction, with values bound by the driver, prepared after their fifth time.
Errors are those of SQLAlchemy, as everywhere, and a lost connection leaves the pool.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


class Asked:
    """Rows that were asked for; inside `in_one_go` they have perhaps not come yet."""

    __slots__ = ("_connection", "_cursor")

    def __init__(self, connection: Connection, cursor: "psycopg.Cursor[Row]") -> None:
        self._connection, self._cursor = connection, cursor

    def rows(self) -> list[Row]:
        """The rows, waited for where they have not come; columns by position."""
        try:
            return self._cursor.fetchall()
        except psycopg.Error as error:
            _translated(self._connection, error)


@contextmanager
def in_one_go(connection: Connection) -> Iterator[None]:
    """Whatever is asked or sent inside travels together: one way there and one way back.

    Only for statements of this module: SQLAlchemy looks at an answer at once, and here there is none yet.
    """
    try:
        with _driver(connection).pipeline():
            yield
    except psycopg.Error as error:
        _translated(connection, error)


def ask(connection: Connection, statement: str, bound: Mapping[str, object]) -> Asked:
    """Ask for rows by a statement written with `%(name)s`."""
    try:
        return Asked(connection, _driver(connection).execute(statement, bound))
    except psycopg.Error as error:
        _translated(connection, error)


def fetch(connection: Connection, statement: str, bound: Mapping[str, object]) -> list[Row]:
    """Ask for rows and wait for them."""
    return ask(connection, statement, bound).rows()


def send(connection: Connection, statement: str, bound: Mapping[str, object]) -> None:
    """Run a statement; nobody asks what it did."""
    ask(connection, statement, bound)


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
