"""The list over HTTP: for an institution's staff, in words; nobody else finds it, no page tells it."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

import puhui
from puhui.app.api import create_app
from puhui.app.party import platform_party, shipped_institution
from puhui.cost import Method
from puhui.ground import Ground, Mode
from tests.app.api_client import key_header
from tests.loan.lending import CLERK, LENDER
from tests.servicing.lent import House, terms


@pytest.fixture
def client(house: House) -> TestClient:
    """An institution with one customer who is late."""
    house.actor = replace(CLERK, mode=Mode.LIVE)
    house.lend(terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.12"))
    house.has_funds = False
    house.pass_days(40)
    return TestClient(
        create_app(house.ground, party=shipped_institution(LENDER)), raise_server_exceptions=False
    )


def key(house: House, *roles: str) -> dict[str, str]:
    """Somebody's program."""
    return key_header(house.ground, *roles)


def test_before_the_first_night_there_is_no_list(client: TestClient, house: House) -> None:
    """And that is no failure."""
    told = client.get("/api/v1/warnings", headers=key(house, "risk_analyst")).json()
    assert told == {"on": None, "customers": 0, "warned": 0, "rows": []}


def test_a_night_by_hand_and_its_list(client: TestClient, house: House) -> None:
    """Twice asked, one night; each line with what was seen, its figures in words, and what to do."""
    who = key(house, "risk_analyst")
    for _ in range(2):
        ran = client.post("/api/v1/warnings/nights", headers=who | {"Idempotency-Key": str(uuid4())})
        assert ran.status_code == 201 and (ran.json()["customers"], ran.json()["warned"]) == (1, 1)
    told = client.get("/api/v1/warnings", headers=who).json()
    (row,) = told["rows"]
    assert row["name"] == "测试一" and row["expected_loss_fen"] > 0
    late = next(it for it in row["signals"] if it["code"] == "past_due")
    assert late["seen"] == {"zh": "正在逾期", "en": "Past due"}
    assert late["figures"][0]["shown"]["zh"].endswith("天") and late["do"]["zh"]


@pytest.mark.parametrize("role", ["developer", "institution", "field", "reviewer"])
def test_the_list_is_closed_to(role: str, client: TestClient, house: House) -> None:
    """Reading and running."""
    who = key_header(house.ground, role)
    assert client.get("/api/v1/warnings", headers=who).status_code == 403
    run = client.post("/api/v1/warnings/nights", headers=who | {"Idempotency-Key": str(uuid4())})
    assert run.status_code == 403


def test_a_platform_has_no_such_list(ground: Ground) -> None:
    """It lends nothing."""
    with TestClient(create_app(ground, party=platform_party())) as platform:
        assert platform.get("/api/v1/warnings", headers=key_header(ground, "admin")).status_code == 404


def test_no_page_of_a_borrower_and_no_parcel_knows_of_it() -> None:
    """Nothing that borrowers' pages, contracts or partners are made of imports this room's list."""
    package = Path(puhui.__file__).parent
    makers = [*(package / "app" / "pages").rglob("*.py"), *(package / "exchange").rglob("*.py")]
    makers += [*(package / "loan").rglob("*.py"), *(package / "app" / "institution").rglob("*.py")]
    knowing = [it for it in makers if "servicing.warning" in it.read_text("utf-8")]
    assert len(makers) > 100 and knowing == []
