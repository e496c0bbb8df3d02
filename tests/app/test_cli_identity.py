"""People and programs are made at the command line, and no secret is an argument or stays on the screen."""

import json

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main
from puhui.ground import Ground
from puhui.ground.identity import recognise

PASSWORD = "a long walk to Dali\n"


@pytest.fixture
def run(ground: Ground, database_url: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """`puhui …` on this test's database."""
    monkeypatch.setenv("PUHUI_HOME", str(ground.settings.home))
    monkeypatch.setenv("PUHUI_DATABASE_URL", database_url)

    def call(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["--lang", "en", *arguments], input=typed)

    return call


def test_an_account_is_made_listed_and_closed(run: object) -> None:
    """Its password comes from stdin; a second one of that name is refused with what to do."""
    assert callable(run)
    create = ("account", "create", "risk.01", "--role", "risk_analyst", "--password-stdin", "--json")
    made = json.loads(run(*create, typed=PASSWORD).stdout)
    again = run(*create, typed=PASSWORD)
    assert (again.exit_code, "This login is taken" in again.stderr) == (2, True)
    closed = json.loads(run("account", "close", made["id"], "--json").stdout)
    assert closed["id"] == made["id"] and closed["disabled_at"]
    (listed,) = json.loads(run("account", "list", "--json").stdout)
    assert listed["login"] == "risk.01" and listed["disabled_at"]


def test_a_key_is_shown_once_and_can_be_revoked(run: object, ground: Ground) -> None:
    """On stdout alone, for a script to keep; the list has only its prefix."""
    assert callable(run)
    issued = run("key", "create", "--label", "till", "--role", "developer")
    secret = issued.stdout.strip()
    assert secret.startswith("pk_test_") and secret not in issued.stderr
    listed = run("key", "list")
    assert secret.split("_")[2] in listed.stdout and secret not in listed.stdout
    with ground.engine.begin() as connection:
        assert recognise(connection, ground.clock, secret) is not None
    (key,) = json.loads(run("key", "list", "--json").stdout)
    assert json.loads(run("key", "revoke", key["id"], "--json").stdout) == {"id": key["id"], "revoked": True}
    with ground.engine.begin() as connection:
        assert recognise(connection, ground.clock, secret) is None


@pytest.mark.parametrize("mode", ["live", "test"])
def test_the_mode_is_written_as_the_help_says(run: object, mode: str) -> None:
    """`--mode live`, in small letters as everywhere else; the key says which it is."""
    assert callable(run)
    issued = run("key", "create", "--label", "till", "--role", "developer", "--mode", mode)
    assert issued.exit_code == 0, issued.output
    assert f"pk_{mode}_" in issued.stdout


@pytest.mark.parametrize("arguments", [("account", "create", "risk.01"), ("key", "create", "--label", "x")])
def test_an_unknown_role_is_refused_with_the_known_ones(run: object, arguments: tuple[str, ...]) -> None:
    """The table of permissions is the list of roles."""
    assert callable(run)
    extra = ("--password-stdin",) if arguments[0] == "account" else ()
    refused = run(*arguments, "--role", "boss", *extra, typed=PASSWORD)
    assert refused.exit_code == 2 and "risk_analyst" in refused.stderr


def test_people_and_programs_of_an_institution_are_the_institutions(run: object, ground: Ground) -> None:
    """Each list says whose they are, and the door knows for which institution they come."""
    assert callable(run)
    whose = ("--role", "institution", "--institution", "test_brook_bank")
    made = json.loads(
        run("account", "create", "brook.01", *whose, "--password-stdin", "--json", typed=PASSWORD).stdout
    )
    assert made["institution"] == "test_brook_bank"
    secret = run("key", "create", "--label", "reports", *whose).stdout.strip()
    for listed in (run("account", "list"), run("key", "list")):
        assert "test_brook_bank" in listed.stdout
    with ground.engine.begin() as connection:
        actor = recognise(connection, ground.clock, secret)
    assert actor is not None and actor.institution == "test_brook_bank"


@pytest.mark.parametrize("arguments", [("account", "create", "brook.01"), ("key", "create", "--label", "x")])
def test_an_institution_gets_no_role_of_the_house(run: object, arguments: tuple[str, ...]) -> None:
    """At the platform its people are `institution` and nothing else, and its code is written as one."""
    assert callable(run)
    extra = ("--password-stdin",) if arguments[0] == "account" else ()
    code = ("--institution", "test_brook_bank")
    refused = run(*arguments, "--role", "admin", *code, *extra, typed=PASSWORD)
    assert refused.exit_code == 2 and "Choose from: institution." in refused.stderr
    refused = run(*arguments, "--role", "institution", "--institution", "Brook Bank", *extra, typed=PASSWORD)
    assert refused.exit_code == 2 and "code of an institution" in refused.stderr
