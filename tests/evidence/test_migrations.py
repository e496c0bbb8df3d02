"""The declared tables are the migrated ones."""

import pytest
from sqlalchemy import inspect

from puhui.evidence import tables
from puhui.ground import Work
from puhui.ground.database import metadata


@pytest.mark.parametrize(
    "name", sorted(it.name for it in metadata.tables.values() if it.schema == tables.SCHEMA)
)
def test_declared_and_migrated_columns_agree(work: Work, name: str) -> None:
    """Same names, same nullability."""
    declared = metadata.tables[f"{tables.SCHEMA}.{name}"]
    migrated = {
        it["name"]: it["nullable"] for it in inspect(work.connection).get_columns(name, tables.SCHEMA)
    }
    assert {it.name: bool(it.nullable) for it in declared.columns} == migrated
