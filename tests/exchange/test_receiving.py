"""A package at the institution's door: consented to, true and not known yet, or refused and written down."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from puhui.ground import SYSTEM
from tests.exchange.posting import a_package, posted, refused, rows
from tests.exchange.two_sides import BANK_URL, Town


def test_a_signed_package_is_accepted_with_a_way_in(town: Town) -> None:
    """202, a reference, and an address on the bank's own host."""
    response = posted(town.bank, a_package(), town.platform.keys)
    assert response.status_code == 202, response.text
    told = response.json()
    assert told["entry_url"].startswith(f"{BANK_URL}/enter/")
    assert (rows(town.bank, "received"), town.bank.refused()) == (1, [])


def test_a_package_beyond_the_consent_is_refused_and_recorded(town: Town) -> None:
    """The refusal stays although everything else of the request is undone; what was in it is not kept."""
    body = json.loads(a_package())
    body["identity"]["bank_card"] = "9999000000000012"
    response = posted(town.bank, json.dumps(body).encode(), town.platform.keys)
    refused(response, 422, "package.field.beyond_consent")
    assert rows(town.bank, "received") == 0
    with town.bank.ground.work(SYSTEM) as work:
        found = work.connection.execute(text("SELECT * FROM exchange.refusal")).one()
    assert (found.code, found.key_id, len(found.digest)) == (
        "package.field.beyond_consent",
        town.platform.keys.key_id,
        64,
    )
    assert "9999000000000012" not in str(found) + response.text


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("product", "moon_loan", "package.product.unknown"),
        ("offer.total_cost_fen", 1, "package.offer.disagrees"),
        ("institution", "test_brook_bank", "package.recipient.forbidden"),
        ("test", False, "package.mode"),
    ],
)
def test_what_is_not_true_is_refused_and_recorded(town: Town, path: str, value: Any, code: str) -> None:
    """An unknown product, amounts that disagree, another recipient, live data in a test."""
    body = json.loads(a_package())
    *above, name = path.split(".")
    inner = body[above[0]] if above else body
    inner[name] = value
    response = posted(town.bank, json.dumps(body).encode(), town.platform.keys)
    assert response.json()["code"] == code
    assert (rows(town.bank, "received"), town.bank.refused()) == (0, [code])


def test_the_same_package_id_with_another_content_is_refused(town: Town) -> None:
    """A package is never changed once it was sent."""
    assert posted(town.bank, a_package(), town.platform.keys).status_code == 202
    body = json.loads(a_package())
    body["application"]["amount_fen"] += 100
    refused(posted(town.bank, json.dumps(body).encode(), town.platform.keys), 409, "package.content.conflict")


def test_the_same_package_under_another_key_is_the_same_reference(town: Town) -> None:
    """And a new way in; the one before it is closed."""
    first = posted(town.bank, a_package(), town.platform.keys).json()
    second = posted(town.bank, a_package(), town.platform.keys).json()
    assert first["reference"] == second["reference"]
    assert first["entry_url"] != second["entry_url"]
