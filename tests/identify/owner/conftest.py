"""A small made-up town, seen through its persons' tables, and a model taught by another."""

from pathlib import Path

import polars as pl
import pytest

from benchmarks.identify.owners.towns import Town, made
from puhui.features import PersonTables, person_features, read_person_tables
from puhui.identify.owner.training import Labelled, labelled_people


@pytest.fixture(scope="session")
def owners_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 1,500 people whom the model that ships has never met."""
    return made(Town(4711, 0.16, 1.0, people=1_500), tmp_path_factory.mktemp("owners"))


@pytest.fixture(scope="session")
def owners_people(owners_town: Path) -> Labelled:
    """Their features, and who of them runs a business."""
    found = labelled_people(owners_town)
    assert isinstance(found, Labelled)
    return found


@pytest.fixture(scope="session")
def owners_features(owners_town: Path) -> pl.DataFrame:
    """Their features with their ids."""
    tables = read_person_tables(owners_town)
    assert isinstance(tables, PersonTables)
    return person_features(tables, 2026 * 12 + 11)
