"""Two small towns, made once a session and read by many."""

from pathlib import Path

import pytest

from town.folder import TownFolder
from town.lives import Lives, live
from town.settings import read_settings
from town.written import write_town

SEED = 11
PEOPLE = 2_500


def silent(_zh: str, _en: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="session")
def lives() -> Lives:
    """A town that has lived, not written."""
    return live(read_settings(), SEED, PEOPLE)


@pytest.fixture(scope="session")
def made(lives: Lives, tmp_path_factory: pytest.TempPathFactory) -> TownFolder:
    """The same town as tables."""
    folder = TownFolder(tmp_path_factory.mktemp("town"))
    write_town(folder, lives, silent)
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder to write into."""
    return tmp_path / "town"
