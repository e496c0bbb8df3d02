"""What staff see and do over the API of a lender."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.app.api import PERMISSIONS
from puhui.cost import Method
from puhui.ground import Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import load_permissions
from puhui.ground.web import install
from puhui.servicing.http import router
from tests.servicing.lent import FIRST_DAY, House, good, noon, terms

TABLE = load_permissions(PERMISSIONS)
DUE = date(2027, 2, 15)


@pytest.fixture
def door(house: House) -> Iterator[TestClient]:
    """The lender's API, opened by operations with a test key."""
    app = FastAPI()
    app.include_router(router)
    install(app, house.ground, TABLE)
    app.state.rail = house.rail
    with house.ground.work(house.actor) as work:
        issued = good(issue_key(work, NewKey("test", Mode.TEST, frozenset({"operations"})), TABLE.roles))
    client = TestClient(app, raise_server_exceptions=False)
    client.headers["Authorization"] = f"Bearer {issued.secret_text}"
    yield client


@pytest.fixture
def late(house: House) -> UUID:
    """A loan of 6,000.00 whose first instalment has been due for three days."""
    house.clock.set(noon(DUE))
    loan = house.lend(terms(Method.EQUAL_INSTALMENT, 600_000, "0.12", months=6), on=FIRST_DAY)
    house.has_funds = False
    house.go_to(DUE + timedelta(days=3))
    return loan


def test_a_loan_is_shown_with_everything_about_it(house: House, late: UUID, door: TestClient) -> None:
    """Position, schedule, repayments and what settles it."""
    at = door.get(f"/api/v1/loans/{late}").json()
    assert (at["state"], at["days_past_due"], at["bucket"]) == ("overdue", 3, "M1")
    assert at["due_now"]["principal_fen"] == house.plan(late)[0].owed.principal_fen
    assert len(door.get(f"/api/v1/loans/{late}/instalments").json()) == 6
    tried = door.get(f"/api/v1/loans/{late}/repayments").json()
    assert [one["why"] for one in tried] == ["no_funds"] * 3
    settles = door.get(f"/api/v1/loans/{late}/settlement").json()
    assert settles["principal_fen"] == 600_000
    assert [it["drawdown_id"] for it in door.get("/api/v1/loans").json()] == [str(late)]


def test_who_is_late_is_listed_and_counted(late: UUID, door: TestClient) -> None:
    """The list by bucket, and every bucket counted, empty ones too."""
    assert [it["drawdown_id"] for it in door.get("/api/v1/arrears").json()] == [str(late)]
    assert door.get("/api/v1/arrears", params={"bucket": "M2"}).json() == []
    counted = {row["bucket"]: row["loans"] for row in door.get("/api/v1/arrears/buckets").json()}
    assert counted == {"C": 0, "M1": 1, **dict.fromkeys(["M2", "M3", "M4", "M5", "M6", "M7+"], 0)}


def test_the_day_is_closed_from_the_api(house: House, late: UUID, door: TestClient) -> None:
    """The business date lags a day, is closed, and its steps are told."""
    house.clock.set(noon(DUE + timedelta(days=4)))
    before = door.get("/api/v1/days").json()
    assert (before["business_date"], before["clock_date"]) == ("2027-02-18", "2027-02-19")
    closed = door.post("/api/v1/days/close", headers={"Idempotency-Key": "close-2027-02-18"}).json()
    assert closed == {"business_date": "2027-02-19", "days": ["2027-02-18"]}
    steps = door.get("/api/v1/days", params={"on": "2027-02-18"}).json()["steps"]
    assert {step["step"] for step in steps} >= {"accrue", "collect", "age", "reconcile", "advance"}
    assert all(step["done_at"] for step in steps)


def test_what_is_not_there_is_said_in_words(late: UUID, door: TestClient) -> None:
    """An unknown loan is 404, a settlement in the past 422, both with a sentence."""
    missing = door.get(f"/api/v1/loans/{UUID(int=7)}")
    assert (missing.status_code, missing.json()["code"]) == (404, "loan.not_found")
    past = door.get(f"/api/v1/loans/{late}/settlement", params={"on": "2027-01-01"})
    assert (past.status_code, past.json()["code"]) == (422, "settlement.day")
