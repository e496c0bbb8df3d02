"""The API for staff: what an institution and the platform may look at, and what bad input is answered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.exchange import EventKind
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import Action, PermissionTable
from puhui.ground.web import Route, Router, install
from puhui.kernel import Text
from puhui.loan import Account, Contract, Paid, pay_out, reserve_drawdown
from puhui.loan.http import mirror_router, router
from puhui.loan.mirror import mirror
from puhui.loan.standin import MemoryRail
from tests.loan.drawn import ToldRail, reserved
from tests.loan.lending import CLERK, later, signed
from tests.loan.test_mirror import APPLICATION, LENT, POSTED, told

NAME = Text("测试", "test")


def served(ground: Ground, routes: Router, rail: object) -> TestClient:
    """Routes with a test key that may do everything."""
    asked = [it for it in routes.routes if isinstance(it, Route) and it.grant]
    actions = {it.grant.action: Action(NAME, frozenset({"admin"})) for it in asked if it.grant}
    app = FastAPI()
    install(app, ground, PermissionTable({"admin": NAME}, actions))
    app.include_router(routes)
    app.state.rail = rail
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("测试", Mode.TEST, frozenset({"admin"})), {"admin"})
    secret = issued.secret_text  # type: ignore[union-attr]
    return TestClient(app, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def rail() -> MemoryRail:
    """A rail that pays."""
    return MemoryRail()


@pytest.fixture
def lender(bank: Ground, rail: MemoryRail) -> Iterator[TestClient]:
    """The lender's routes."""
    with served(bank, router, rail) as client:
        yield client


@pytest.fixture
def made(bank: Ground, rail: MemoryRail) -> Contract:
    """A contract with ¥40,000 paid out and ¥10,000 reserved."""
    with bank.work(CLERK) as work:
        made = signed(work)
        pay_out(work, reserved(work, made).id, rail)
    with bank.work(CLERK) as work:
        reserve_drawdown(later(work), made.id, 1_000_000, "k-2")
    return made


def got(client: TestClient, path: str) -> Any:
    """A GET that is expected to be answered."""
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_staff_see_contracts_drawdowns_limits_and_books(lender: TestClient, made: Contract) -> None:
    """Amounts agree wherever one looks; nobody is named and no card is shown."""
    assert got(lender, f"/contracts/{made.id}")["state"] == "signed"
    assert [it["id"] for it in got(lender, "/contracts")] == [str(made.id)]
    drawn = got(lender, f"/contracts/{made.id}/drawdowns")
    assert [(it["state"], it["amount_fen"]) for it in drawn] == [
        ("posted", 4_000_000),
        ("reserved", 1_000_000),
    ]
    assert [it["amount_fen"] for it in got(lender, "/drawdowns?state=reserved")] == [1_000_000]
    line = got(lender, "/facilities?kind=borrower")[0]
    assert (line["drawn_fen"], line["reserved_fen"], line["free_fen"]) == (4_000_000, 1_000_000, 5_000_000)
    balances = {it["account"]: it["balance_fen"] for it in got(lender, "/ledger/trial-balance")}
    assert balances["principal"] == 4_000_000
    assert sum(balances.values()) == 0
    assert got(lender, "/ledger/differences") == []
    assert len(got(lender, f"/ledger/entries?drawdown_id={drawn[0]['id']}")[0]["lines"]) == 2
    for path in ("/contracts", "/drawdowns", "/ledger/entries"):
        assert "测试一" not in lender.get(f"/api/v1{path}").text


def test_an_administrator_sets_a_programme_and_not_below_its_use(lender: TestClient, made: Contract) -> None:
    """¥1 million is taken, ¥10,000 is a conflict, a word is no amount."""
    path = "/api/v1/facilities/programmes/platform"
    assert lender.put(path, json={"limit_fen": 100_000_000}).json()["free_fen"] == 95_000_000
    assert lender.put(path, json={"limit_fen": 1_000_000}).status_code == 409
    assert lender.put(path, json={"limit_fen": "much"}).status_code == 422
    assert lender.put(path, json={"limit_fen": None}).json()["limit_fen"] is None
    assert lender.put("/api/v1/facilities/programmes/moon", json={"limit_fen": 1}).status_code == 422


def test_a_reservation_is_taken_back_by_staff_the_rail_first(
    lender: TestClient, made: Contract, rail: MemoryRail
) -> None:
    """Void at the rail and here."""
    waiting = got(lender, "/drawdowns?state=reserved")[0]["id"]
    answer = lender.post(f"/api/v1/drawdowns/{waiting}/void", headers={"Idempotency-Key": str(uuid4())})
    assert (answer.json()["state"], answer.json()["why"]) == ("voided", "staff")
    assert rail.movements()[-1].state == "cancelled"


def test_a_flagged_drawdown_is_shown_and_rechecked(bank: Ground) -> None:
    """After the rail has corrected itself a person presses the button and it is booked."""
    rail = ToldRail(Paid(3_999_900, "R-1"))
    with bank.work(CLERK) as work:
        one = reserved(work, signed(work))
        pay_out(work, one.id, rail)
    rail.pay(str(one.id), Account("测试一", "9999000000000012"), 4_000_000)
    with served(bank, router, rail) as lender:
        assert got(lender, f"/drawdowns/{one.id}")["flagged"]
        answer = lender.post(f"/api/v1/drawdowns/{one.id}/recheck", headers={"Idempotency-Key": str(uuid4())})
        assert (answer.json()["state"], answer.json()["flagged"]) == ("posted", False)


def test_without_a_rail_nothing_is_taken_back(bank: Ground, made: Contract) -> None:
    """503 with what to do; the reservation stays."""
    with served(bank, router, None) as lender:
        waiting = got(lender, "/drawdowns?state=reserved")[0]["id"]
        answer = lender.post(f"/api/v1/drawdowns/{waiting}/void", headers={"Idempotency-Key": str(uuid4())})
        assert answer.status_code == 503
        assert got(lender, f"/drawdowns/{waiting}")["state"] == "reserved"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/contracts/{UUID(int=1)}", 404),
        ("/contracts/nobody", 422),
        (f"/drawdowns/{UUID(int=1)}", 404),
        ("/drawdowns?state=lost", 422),
        ("/ledger/entries?at_most=100000", 422),
        ("/ledger/trial-balance?on=2026-02-30", 422),
    ],
)
def test_what_is_not_there_or_no_question_is_said_so(lender: TestClient, path: str, status: int) -> None:
    """Never a 500."""
    assert lender.get(f"/api/v1{path}").status_code == status


def test_the_platform_shows_its_mirror_and_the_breaks(ground: Ground) -> None:
    """What was told, what was not believed, and a 404 where nothing was told."""
    with ground.work(replace(CLERK, institution=None)) as work:
        for kind, body in LENT:
            mirror(work, told(kind, body))
        mirror(work, told(EventKind.DRAWDOWN_POSTED, {**POSTED, "drawdown_ref": "d-9"}))
    with served(ground, mirror_router, None) as platform:
        shown = got(platform, f"/mirror/applications/{APPLICATION}")
        assert [it["amount_fen"] for it in shown["drawdowns"]] == [4_000_000]
        assert [it["ref"] for it in got(platform, "/mirror/breaks?institution=test_brook_bank")] == ["d-9"]
        assert got(platform, "/mirror/breaks?institution=test_cloud_bank") == []
        assert platform.get(f"/api/v1/mirror/applications/{uuid4()}").status_code == 404
