"""Decisions over HTTP: decide, read in both languages, replay."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.decision.http import router
from puhui.ground import SYSTEM, Actor, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import Action, PermissionTable
from puhui.ground.web import Route, install
from puhui.kernel import Text
from tests.decision.applying import applied, erase

NAME = Text("测试", "test")


@pytest.fixture
def client(ground: Ground) -> Iterator[TestClient]:
    """The routes of this room, with a test key that may do everything."""
    routes = [it for it in router.routes if isinstance(it, Route) and it.grant]
    actions = {it.grant.action: Action(NAME, frozenset({"admin"})) for it in routes if it.grant}
    app = FastAPI()
    install(app, ground, PermissionTable({"admin": NAME}, actions))
    app.include_router(router)
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("测试", Mode.TEST, frozenset({"admin"})), {"admin"})
    secret = issued.secret_text  # type: ignore[union-attr]
    with TestClient(app, headers={"Authorization": f"Bearer {secret}"}) as client:
        yield client


def post(client: TestClient, path: str, body: dict[str, Any] | None = None) -> Any:
    """A POST with a key of its own."""
    return client.post(f"/api/v1{path}", json=body or {}, headers={"Idempotency-Key": str(uuid4())})


def test_from_a_decision_to_its_explanation(client: TestClient, ground: Ground, clerk: Actor) -> None:
    """The decision in Chinese, the same in English, why, and the same bytes again."""
    with ground.work(clerk) as work:
        asked = applied(work, debts=False)
    made = post(client, f"/applications/{asked.id}/decision")
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["outcome"], told["limit_fen"], told["annual_rate"]) == ("refer", 0, None)
    assert told["reasons"][0] == "还不知道现有的其他贷款，不能判断还款压力"
    assert any("人工复核" in right for right in told["your_rights"])
    english = client.get(f"/api/v1/applications/{asked.id}/decision?lang=en").json()
    assert english["reasons"][0].startswith("Other existing loans are not known")
    explained = client.get(f"/api/v1/decisions/{told['id']}/explanation").json()
    assert "增值税发票" in explained["data_sources"]
    assert len(explained["versions"]["policy"]) == 64
    assert post(client, f"/decisions/{told['id']}/replay").json()["same"] is True


def test_what_is_not_there_is_not_found_and_what_was_erased_is_gone(
    client: TestClient, ground: Ground, clerk: Actor
) -> None:
    """404 and 410, each with a sentence."""
    assert client.get(f"/api/v1/decisions/{uuid4()}").status_code == 404
    with ground.work(clerk) as work:
        asked = applied(work)
    made = post(client, f"/applications/{asked.id}/decision").json()
    with ground.work(clerk) as work:
        erase(work, asked.owner_id)
    gone = client.get(f"/api/v1/decisions/{made['id']}")
    assert gone.status_code == 410
    assert gone.json()["code"] == "decision.gone"
