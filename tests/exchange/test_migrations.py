"""The declared tables are the migrated ones, and every one of them is guarded."""

import pytest
from sqlalchemy import inspect, text

from puhui.exchange import tables
from puhui.ground import Work
from puhui.ground.database import metadata

TABLES = [it.name for it in metadata.sorted_tables if it.schema == tables.SCHEMA]


@pytest.mark.parametrize("name", TABLES)
def test_declared_and_migrated_columns_agree(work: Work, name: str) -> None:
    """Same names, same nullability."""
    declared = metadata.tables[f"{tables.SCHEMA}.{name}"]
    migrated = {
        it["name"]: it["nullable"] for it in inspect(work.connection).get_columns(name, tables.SCHEMA)
    }
    assert {it.name: bool(it.nullable) for it in declared.columns} == migrated


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_guarded_by_institution(work: Work, name: str) -> None:
    """Row-level security is on and forced, also for the table's owner."""
    guarded = text("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = :table ::regclass")
    found = work.connection.execute(guarded, {"table": f"{tables.SCHEMA}.{name}"}).one()
    assert tuple(found) == (True, True)
