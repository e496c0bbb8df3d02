"""Cards change hands on the command line: printed, registered, listed, ended."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main

BROOK = "test_brook_bank"


@pytest.fixture
def run(database_url: str, test_home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A command of the platform, or of an institution, on the test's database."""
    monkeypatch.setenv("PUHUI_DATABASE_URL", database_url.replace("postgresql+psycopg://", "postgresql://"))

    def called(*arguments: str, institution: str | None = None) -> Result:
        home = test_home / (institution or "platform-of-cards")
        home.mkdir(exist_ok=True)
        env = {"PUHUI_HOME": str(home), "PUHUI_LANG": "en", "PUHUI_INSTITUTION": institution or ""}
        return CliRunner().invoke(main, [*arguments], env=env)

    return called


def test_a_card_is_printed_registered_listed_and_ended(run: Any, tmp_path: Path) -> None:
    """Nothing on it is secret; registered again it is brought up to date."""
    printed = run("partner", "card", "--url", "https://lend.brook.example", institution=BROOK)
    card = json.loads(printed.stdout)
    assert (card["institution"], card["page_host"]) == (BROOK, "lend.brook.example")
    assert "private" not in printed.stdout
    file = tmp_path / "brook.json"
    file.write_text(printed.stdout, encoding="utf-8")
    for _ in range(2):
        added = run("partner", "add", str(file), "--json")
        assert added.exit_code == 0, added.output
    (listed,) = json.loads(run("partner", "list", "--json").stdout)
    assert (listed["institution"], listed["key_id"]) == (BROOK, card["key_id"])
    assert run("partner", "revoke", BROOK).exit_code == 0
    (ended,) = json.loads(run("partner", "list", "--json").stdout)
    assert ended["revoked_at"] is not None


def test_keys_are_changed_without_a_gap(run: Any, tmp_path: Path) -> None:
    """The bank makes another key; the platform takes its new card and ends the old key."""
    old, new = (tmp_path / name for name in ("old.json", "new.json"))
    old.write_text(run("partner", "card", "--url", "https://lend.brook.example", institution=BROOK).stdout)
    made = run("partner", "new-key", institution=BROOK)
    assert made.exit_code == 0, made.output
    new.write_text(run("partner", "card", "--url", "https://lend.brook.example", institution=BROOK).stdout)
    before, after = (json.loads(file.read_text())["key_id"] for file in (old, new))
    assert before != after
    assert after in made.output
    for file in (old, new):
        assert run("partner", "add", str(file)).exit_code == 0
    (listed,) = json.loads(run("partner", "list", "--json").stdout)
    assert listed["key_id"] == after
    for until in (("--until", "2027-12-31"), ()):
        assert run("partner", "end-key", before, *until).exit_code == 0
    assert run("partner", "end-key", after).exit_code == 0
    (listed,) = json.loads(run("partner", "list", "--json").stdout)
    assert listed["key_id"] is None
    unknown = run("partner", "end-key", "ed25519-of-nobody")
    assert unknown.exit_code == 2
    assert "no such key" in unknown.output


def test_what_is_no_card_is_refused_with_a_sentence(run: Any, tmp_path: Path) -> None:
    """A file of something else, a card with a broken key, and a card without an address."""
    file = tmp_path / "notes.json"
    file.write_text("[1, 2]", encoding="utf-8")
    refused = run("partner", "add", str(file))
    assert refused.exit_code == 2 and "no card" in refused.output
    file.write_text('{"institution": "x"}', encoding="utf-8")
    refused = run("partner", "add", str(file))
    assert refused.exit_code == 2 and "not whole" in refused.output
    nowhere = run("partner", "card")
    assert nowhere.exit_code == 2 and "where we are reached" in nowhere.output


def test_the_platform_has_no_end_of_day(run: Any) -> None:
    """It keeps no books; the sentence says whose it is."""
    refused = run("end-of-day")
    assert refused.exit_code == 2 and "keeps no books" in refused.output


@pytest.mark.parametrize(
    "written",
    [("--url", "http://["), ("--url", "ftp://x"), ("--url", "https://a.example", "--page-host", "a b")],
)
def test_a_card_with_an_address_that_is_none_is_not_printed(run: Any, written: tuple[str, ...]) -> None:
    """A sentence and not a trace; the other side would refuse it all the same."""
    told = run("partner", "card", *written, institution=BROOK)
    assert told.exit_code == 2
    assert not told.stdout.startswith("{")
    assert "Check the card" in told.output or "host only" in told.output


def test_a_card_from_nowhere_is_refused_with_a_sentence(run: Any, tmp_path: Path) -> None:
    """Whoever wrote `http://[` into it."""
    card = json.loads(run("partner", "card", "--url", "https://brook.example", institution=BROOK).stdout)
    file = tmp_path / "brook.json"
    file.write_text(json.dumps(card | {"base_url": "http://["}), encoding="utf-8")
    told = run("partner", "add", str(file))
    assert told.exit_code == 2
    assert "https://" in told.output
