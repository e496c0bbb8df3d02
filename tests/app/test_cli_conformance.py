"""`puhui conformance`: a partner's team runs the kit against a real platform process."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from puhui.app.cli import main
from puhui.exchange import own_keys
from puhui.exchange.conformance import CHECKS
from puhui.ground import Settings
from puhui.ground.database import Server

_PUHUI = (sys.executable, "-c", "from puhui.app.cli import main; main()")

_TWICE = "twice:*:*"


@pytest.fixture
def own_database(postgres: Server) -> Iterator[str]:
    """An empty database for a process of its own."""
    name = f"conformance_{uuid4().hex[:8]}"
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres.url(name).replace("postgresql+psycopg", "postgresql")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@contextmanager
def _platform(home: Path, database: str, *options: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A running platform: its address and its environment."""
    environment = {
        **os.environ, "PUHUI_HOME": str(home), "PUHUI_DATABASE_URL": database, "PUHUI_LANG": "en",
        "PUHUI_FAULTS": _TWICE,
    }  # fmt: skip
    command = [*_PUHUI, "up", "--port", "0", *options]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = ""
            for line in process.stderr:
                said += line
                if found := re.search(r"Pages at (http://\S+?)/ ", said):
                    break
            else:
                raise AssertionError(said)
            yield found[1], environment
        finally:
            process.kill()


def _puhui(environment: dict[str, str], *arguments: str) -> str:
    run = CliRunner().invoke(main, arguments, env=environment)
    assert run.exit_code == 0, run.stderr
    return run.stdout


def _kit(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "conformance", *arguments])


def _key_file(home: Path) -> Path:
    own_keys(replace(Settings(), home=home))
    return home / "keys" / "partner.json"


def test_the_kit_is_green_against_a_real_platform_and_red_against_a_stranger(
    tmp_path: Path, own_database: str
) -> None:
    """Cards are exchanged, thirty-six promises are kept over the network; without a card none is.

    It is even told to work on every one of their requests twice, and says so at /health.
    """
    bank = {**os.environ, "PUHUI_HOME": str(tmp_path / "bank"), "PUHUI_INSTITUTION": "test_brook_bank"}
    card = tmp_path / "brook.json"
    card.write_text(_puhui(bank, "partner", "card", "--url", "http://127.0.0.1:8101"), encoding="utf-8")
    with _platform(tmp_path / "platform", own_database) as (address, environment):
        known = ["--platform", address, "--institution", "test_brook_bank"]
        health = httpx.get(f"{address}/health", trust_env=False)
        assert health.headers["X-Puhui-Faults"] == health.json()["faults"] == _TWICE
        _puhui(environment, "partner", "add", str(card))
        green = _kit(*known, "--key", str(_key_file(tmp_path / "bank")), "--json")
        told = json.loads(green.stdout)
        assert [(it["name"], it["found"]) for it in told["checks"] if not it["kept"]] == []
        assert green.exit_code == 0 and told["conforming"] and len(told["checks"]) == len(CHECKS)
        red = _kit(*known, "--key", str(_key_file(tmp_path / "stranger")), "--patience", "0")
        assert red.exit_code == 1
        assert "✗ signed_accepted" in red.stdout and "signature.key.unknown" in red.stdout


def test_nobody_there_is_said_once(tmp_path: Path) -> None:
    """Exit code 3 and what to look at, in the language asked for, instead of thirty-six failures."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    arguments = ["--platform", address, "--institution", "test_brook_bank", "--key", str(_key_file(tmp_path))]
    for lang, words in (("en", "cannot be reached"), ("zh", "连不上平台")):
        result = _kit(*arguments, "--patience", "0", lang=lang)
        assert result.exit_code == 3 and words in result.stderr


def test_the_public_key_can_be_shown_and_the_private_one_is_not(tmp_path: Path) -> None:
    """What is registered with the platform comes out of the file; the seed in it does not."""
    file = _key_file(tmp_path)
    shown = json.loads(_kit("--key", str(file), "--show-key").stdout)
    assert shown.keys() == {"key_id", "public_key"}
    assert shown["public_key"] not in file.read_text()
    assert json.loads(file.read_text())["keys"][0] not in json.dumps(shown)


@pytest.mark.parametrize("content", ["{}", "not json"])
def test_a_broken_key_file_is_told(tmp_path: Path, content: str) -> None:
    """Exit code 2 with a sentence; no stack trace."""
    file = tmp_path / "partner.json"
    file.write_text(content)
    file.chmod(0o600)
    result = _kit("--platform", "http://127.0.0.1:1", "--institution", "x", "--key", str(file))
    assert result.exit_code == 2 and "partner.json" in result.stderr
    assert _kit("--key", str(_key_file(tmp_path / "new"))).exit_code == 2
