"""Evidence over HTTP: upload, list, declare, verify."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.evidence import HttpProvider
from puhui.evidence.http import router
from puhui.ground import SYSTEM, Actor, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import Action, PermissionTable
from puhui.ground.web import Route, install
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import Text
from tests.evidence.making import SALES, as_csv, sale
from tests.evidence.subjects import consented, shop

NAME = Text("测试", "test")


@pytest.fixture
def client(ground: Ground, provider: HttpProvider) -> Iterator[TestClient]:
    """The routes of this room, with a test key that may do everything."""
    routes = [it for it in router.routes if isinstance(it, Route) and it.grant]
    actions = {it.grant.action: Action(NAME, frozenset({"admin"})) for it in routes if it.grant}
    app = FastAPI()
    install(app, ground, PermissionTable({"admin": NAME}, actions))
    app.include_router(router)
    app.state.provider = provider
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("测试", Mode.TEST, frozenset({"admin"})), {"admin"})
    secret = issued.secret_text  # type: ignore[union-attr]
    with TestClient(app, headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"}) as client:
        yield client


@pytest.fixture
def asked(ground: Ground, clerk: Actor) -> str:
    """An application of a made-up shop that consented to everything."""
    with ground.work(clerk) as work:
        owner_id, firm_id = shop(work)
        for text in ("invoices", "debts", "identity"):
            consented(work, owner_id, text)
        found = submit_application(
            work, NewApplication(owner_id, 30_000_000, 12, "stock", enterprise_id=firm_id)
        )
    assert isinstance(found, Application), found
    return f"/api/v1/applications/{found.id}"


def post(client: TestClient, path: str, **content: Any) -> Any:
    """A POST with a key of its own."""
    return client.post(path, headers={"Idempotency-Key": str(uuid4())}, **content)


def test_invoices_go_up_and_what_was_left_out_comes_back(client: TestClient, asked: str) -> None:
    """Two files, one bad row: 201 with the row's place; the list of imports says the same."""
    good = as_csv(SALES, [sale(1), sale(2)]).encode("gbk")
    bad = as_csv(SALES, [sale(3), sale(4, date="2025-02-30")]).encode()
    sent = post(client, f"{asked}/invoices", files=[("files", ("a.csv", good)), ("files", ("b.csv", bad))])
    assert sent.status_code == 201, sent.text
    told = sent.json()
    assert (told["rows_read"], told["rows_new"], told["whole"]) == (4, 3, False)
    assert told["problems"][0]["where"] == "b.csv, line 3, 开票日期"
    assert "is not a date" in told["problems"][0]["detail"]
    assert client.get(f"{asked}/imports").json() == [told]
    (chinese,) = client.get(f"{asked}/imports", headers={"Accept-Language": "zh"}).json()
    assert chinese["problems"][0]["where"] == "b.csv 第3行 开票日期"
    again = post(client, f"{asked}/invoices", files=[("files", ("a.csv", good))])
    assert again.json()["rows_new"] == 0


def test_a_hostile_upload_is_answered_and_never_a_stack_trace(client: TestClient, asked: str) -> None:
    """A broken workbook with a path for a name."""
    sent = post(
        client,
        f"{asked}/invoices",
        files=[("files", ("../../etc/passwd\x07.xlsx", b"PK\x03\x04" + b"x" * 99))],
    )
    assert sent.status_code == 201
    assert sent.json()["problems"][0]["code"] == "evidence.file.damaged"
    assert post(client, f"{asked}/invoices").status_code == 422
    assert (
        post(client, f"/api/v1/applications/{uuid4()}/invoices", files=[("files", ("a", b"x"))]).status_code
        == 404
    )


def test_debts_are_unknown_until_declared(client: TestClient, asked: str) -> None:
    """Unknown, then none, then some; one bad debt is refused with its place."""
    assert client.get(f"{asked}/debts").json()["known"] is False
    none = post(client, f"{asked}/debts", json={"as_of": "2026-11-20", "debts": []})
    assert none.json()["balance_fen"] == 0
    debt = {"lender": "测试银行", "kind": "business_loan", "balance_yuan": "12000.00"}
    some = post(client, f"{asked}/debts", json={"as_of": "2026-11-21", "debts": [debt]})
    assert (some.status_code, some.json()["balance_fen"], some.json()["service_known"]) == (
        201,
        1_200_000,
        False,
    )
    wrong = post(
        client, f"{asked}/debts", json={"as_of": "2026-11-21", "debts": [debt, debt | {"kind": "x"}]}
    )
    assert (wrong.status_code, wrong.json()["where"]) == (422, "debt 2, kind")
    assert (
        post(client, f"{asked}/debts", json={"as_of": "2026-11-21", "debts": [debt] * 501}).status_code == 422
    )


def test_verifications_are_asked_and_listed(client: TestClient, asked: str) -> None:
    """Owner, firm, and the lists for both."""
    said = post(client, f"{asked}/verifications", json={"bank_card": "9999000000000012"})
    assert said.status_code == 201, said.text
    assert [(it["kind"], it["result"]) for it in said.json()] == [
        ("four_factor", "MATCH"),
        ("enterprise_four_factor", "MATCH"),
        ("list_screening", "NO_RECORD"),
        ("list_screening", "NO_RECORD"),
    ]
    assert len(client.get(f"{asked}/verifications").json()) == 4


def test_without_a_provider_nothing_is_pretended(client: TestClient, asked: str) -> None:
    """503 and what to set."""
    client.app.state.provider = None  # type: ignore[attr-defined]
    said = post(client, f"{asked}/verifications", json={})
    assert (said.status_code, said.json()["code"]) == (503, "evidence.provider.unavailable")
