"""The house itself: its direction is a tested promise, and each room has its furniture."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "puhui"
ROOMS = sorted(
    folder.name for folder in PACKAGE.iterdir() if folder.is_dir() and (folder / "__init__.py").exists()
)


def test_a_room_imports_only_the_rooms_before_it() -> None:
    """The layers contract of pyproject.toml holds for every import in the package."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_contract_names_every_room() -> None:
    """A folder in the package is a layer of the contract and the other way round."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    assert sorted(contract["layers"]) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_takes_gives_and_promises(room: str) -> None:
    """Each room has a README of at most one screen."""
    readme = (PACKAGE / room / "README.md").read_text(encoding="utf-8")
    for word in ("*Takes*", "*Gives*", "*Promises*"):
        assert word in readme
    assert len(readme.splitlines()) <= 60


@pytest.mark.parametrize("room", ROOMS)
def test_the_architecture_shows_every_room(room: str) -> None:
    """The table in ARCHITECTURE.md links each room's README."""
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"[`{room}`](puhui/{room}/README.md)" in architecture


def test_nothing_in_the_package_imports_the_made_up_town() -> None:
    """The town plays with Puhui; Puhui does not know it."""
    for module in PACKAGE.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "import town" not in text and "from town" not in text, module
