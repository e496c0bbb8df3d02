"""Our own keys lie in one closed file; what is shown of them is a card without a secret."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from puhui.exchange import NewPartner, card, own_keys, partner_from_card, renew_own_keys
from puhui.exchange.partners.cards import check_partner
from puhui.ground import Settings, Unavailable
from puhui.kernel import Problem, Text

NAME = Text("测试溪流银行", "Test Brook Bank")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home of its own."""
    return Settings(home=tmp_path)


def new_partner() -> NewPartner:
    """A card that is right."""
    made = partner_from_card(
        {
            "institution": "test_brook_bank",
            "name": {"zh": NAME.zh, "en": NAME.en},
            "base_url": "https://test-brook-bank.example",
            "page_host": "apply.test-brook-bank.example",
            "public_key": "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
            "cra_ids": ["test_bureau"],
        },
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert isinstance(made, NewPartner)
    return made


def test_keys_are_made_once_and_closed_to_others(settings: Settings) -> None:
    """Mode 600, and the same keys the next time."""
    first = own_keys(settings)
    file = settings.home / "keys" / "partner.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert own_keys(settings) == first
    assert first.public_key_text not in file.read_text()


def test_many_first_starts_at_once_agree(settings: Settings) -> None:
    """One file, whoever was first."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: own_keys(settings).key_id, range(16)))
    assert len(set(found)) == 1


def test_a_file_that_others_can_read_or_that_is_damaged_opens_nothing(settings: Settings) -> None:
    """With a sentence that says what to do."""
    own_keys(settings)
    file = settings.home / "keys" / "partner.json"
    file.chmod(0o644)
    with pytest.raises(Unavailable) as caught:
        own_keys(settings)
    assert "chmod 600" in caught.value.problem.sentence()
    file.chmod(0o600)
    file.write_text('{"layout":1,"keys":["AAAA"]}')
    with pytest.raises(Unavailable):
        own_keys(settings)


def test_a_renewed_key_signs_and_the_one_before_stays_in_the_file(settings: Settings) -> None:
    """So that a person can see what the other side may still know."""
    before = own_keys(settings)
    after = renew_own_keys(settings)
    assert after.key_id != before.key_id
    assert own_keys(settings) == after
    assert len(json.loads((settings.home / "keys" / "partner.json").read_text())["keys"]) == 2


def test_a_card_shows_no_secret_and_is_read_back(settings: Settings) -> None:
    """What one side prints, the other registers."""
    printed = card(settings, "test_brook_bank", NAME, "https://test-brook-bank.example/", cra_ids=("a",))
    secret = json.loads((settings.home / "keys" / "partner.json").read_text())["keys"][0]
    assert secret not in json.dumps(printed)
    made = partner_from_card(json.loads(json.dumps(printed)), date(2026, 1, 1), date(2026, 12, 31))
    assert isinstance(made, NewPartner)
    assert check_partner(made) is None
    assert (made.page_host, made.base_url) == ("test-brook-bank.example", "https://test-brook-bank.example")
    assert made.public_key == own_keys(settings).public_key_text


def test_a_card_with_something_missing_is_refused() -> None:
    """Before anything is registered."""
    result = partner_from_card({"institution": "x"}, date(2026, 1, 1), date(2026, 12, 31))
    assert isinstance(result, Problem)
    assert result.code == "partner.card.incomplete"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"institution": "Brook Bank"}, "partner.code"),
        ({"base_url": "http://test-brook-bank.example"}, "partner.base_url"),
        ({"base_url": "https://user:pw@test-brook-bank.example"}, "partner.base_url"),
        ({"base_url": "https://"}, "partner.base_url"),
        ({"page_host": "https://apply.example/x"}, "partner.page_host"),
        ({"page_host": "apply.example@other.example"}, "partner.page_host"),
        ({"public_key": "AAAA"}, "partner.public_key"),
        ({"valid_to": date(2025, 12, 31)}, "partner.period"),
    ],
)
def test_a_partner_that_cannot_be_right_is_refused(change: dict[str, object], code: str) -> None:
    """Plain http is for this machine only; a host is a host."""
    assert check_partner(new_partner()) is None
    problem = check_partner(replace(new_partner(), **change))  # type: ignore[arg-type]
    assert problem is not None
    assert problem.code == code
