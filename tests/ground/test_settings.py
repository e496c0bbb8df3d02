"""Settings: each is documented, none is invented, and a bad value is named."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from puhui.ground import Settings, Unavailable
from puhui.ground.vault import Suite
from puhui.kernel import Language
from tests.conftest import ROOT

DOCUMENTED = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = set(re.findall(r"^\| `(PUHUI_[A-Z0-9_]+)`", DOCUMENTED, re.MULTILINE))
IN_SETTINGS = {one.metadata["variable"] for one in fields(Settings)}


def _told(environ: dict[str, str]) -> str:
    with pytest.raises(Unavailable) as refused:
        Settings.from_env(environ)
    return refused.value.problem.sentence(Language.EN)


def test_every_setting_in_the_code_is_documented() -> None:
    """Whatever the package reads as PUHUI_… has its row in docs/settings.md."""
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "puhui").rglob("*.py"))
    assert set(re.findall(r'"(PUHUI_[A-Z0-9_]+)"', source)) - ROWS == set()


def test_every_documented_setting_exists_in_the_code() -> None:
    """The page promises nothing that is not read."""
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "puhui").rglob("*.py"))
    assert {row for row in ROWS if f'"{row}"' not in source} == set()
    assert ROWS >= IN_SETTINGS


def test_secrets_are_marked_on_the_page_and_never_printed() -> None:
    """What is secret in the code says so in its row."""
    for one in fields(Settings):
        if one.metadata["secret"]:
            row = next(line for line in DOCUMENTED.splitlines() if f"`{one.metadata['variable']}`" in line)
            assert "secret" in row
    assert "hunter2" not in repr(Settings.from_env({"PUHUI_DATABASE_URL": "postgresql://a:hunter2@db/puhui"}))


def test_nothing_set_means_the_embedded_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh machine needs no setting at all."""
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")
    settings = Settings.from_env({})
    assert settings.home == Path("/srv/data/puhui")
    assert settings.database_url is None
    assert settings.keys == Path("/srv/data/puhui/keys/master.json")


def test_what_is_set_is_read() -> None:
    """Each by its own kind; blanks count as not set."""
    settings = Settings.from_env(
        {
            "PUHUI_HOME": "/srv/puhui",
            "PUHUI_SUITE": "SM",
            "PUHUI_DATABASE_URL": "postgres://puhui@db/puhui",
            "PUHUI_DATABASE_POOL": " ",
            "PUHUI_DURABLE": "no",
            "PUHUI_KEK_FILE": "/run/secrets/kek.json",
        }
    )
    assert settings.suite is Suite.SM
    assert settings.database_url == "postgresql+psycopg://puhui@db/puhui"
    assert (settings.database_pool, settings.durable) == (10, False)
    assert settings.keys == Path("/run/secrets/kek.json")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUHUI_DATABASE_POOL", "many"),
        ("PUHUI_DATABASE_POOL", "0"),
        ("PUHUI_SUITE", "DES"),
        ("PUHUI_DURABLE", "perhaps"),
        ("PUHUI_STATEMENT_TIMEOUT_SECONDS", "-1"),
        ("PUHUI_DATABASE_URL", "mysql://db"),
    ],
)
def test_a_bad_value_is_named_with_its_variable(variable: str, value: str) -> None:
    """The sentence says which variable and where to look."""
    told = _told({variable: value})
    assert variable in told
    assert "docs/settings.md" in told


def test_a_bad_secret_is_not_repeated() -> None:
    """Its variable is named, its value is not."""
    assert "hunter2" not in _told({"PUHUI_DATABASE_URL": "hunter2"})
