"""The API of intake: one journey, and what bad input is answered."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import Action, PermissionTable
from puhui.ground.web import Route, install
from puhui.intake.http import router
from puhui.kernel import Text

NAME = Text("测试", "test")
PERSON = {
    "kind": "person",
    "name": "测试张三",
    "resident_id": "990000199001010017",
    "phone": "13800000000",
}


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


def post(client: TestClient, path: str, body: dict[str, Any] | None = None, key: str | None = None) -> Any:
    """A POST with its key."""
    return client.post(f"/api/v1{path}", json=body or {}, headers={"Idempotency-Key": key or str(uuid4())})


def test_from_registration_to_an_application_and_a_consent_taken_back(
    client: TestClient, ground: Ground
) -> None:
    """The whole journey over HTTP; what is shown is masked."""
    person = post(client, "/subjects", PERSON)
    assert person.status_code == 201
    assert "990000199001010017" not in person.text
    owner_id = person.json()["id"]
    found = post(client, "/subjects/search", {"identifier": "990000199001010017"})
    assert [it["id"] for it in found.json()] == [owner_id]
    asked = {"owner_id": owner_id, "amount_fen": 30_000_000, "months": 12, "purpose": "stock"}
    key = str(uuid4())
    first, again = (post(client, "/applications", asked, key) for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert len(client.get(f"/api/v1/applications?owner_id={owner_id}").json()) == 1
    shown = client.get("/api/v1/consent-texts/invoices").json()
    signed = {name: shown[name] for name in ("text_id", "text_version", "text_hash", "source", "purpose")}
    until = (ground.clock.now() + timedelta(days=30)).isoformat()
    body = signed | {"subject_id": owner_id, "fields": shown["fields"], "separate": True, "until": until}
    given = post(client, "/consents", body)
    assert given.status_code == 201, given.text
    taken = post(client, f"/consents/{given.json()['id']}/withdrawal")
    assert taken.json()["revoked_at"] is not None
    withdrawn = post(client, f"/applications/{first.json()['id']}/withdrawal")
    assert withdrawn.json()["status"] == "withdrawn"
    asks = {"subject_id": owner_id, "channel": "call", "purpose": "service"}
    assert client.get("/api/v1/contacts/permission", params=asks).json()["allowed"] is True


def test_a_form_with_many_mistakes_is_answered_once_with_all_of_them(client: TestClient) -> None:
    """Every field that is wrong is in the one answer, and none of what was typed comes back."""
    wrong = PERSON | {"name": "测" * 10_000, "resident_id": "990000199001010018", "phone": "1"}
    refused = post(client, "/subjects", wrong)
    assert refused.status_code == 422
    assert [it["where"] for it in refused.json()["errors"]] == ["name", "resident_id", "phone"]
    assert "990000199001010018" not in refused.text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/subjects", {"kind": "person"}),
        ("/subjects", PERSON | {"surprise": 1}),
        ("/subjects", PERSON | {"name": "a\x00b"}),
        ("/applications", {"owner_id": str(uuid4()), "amount_fen": 1, "months": 1, "purpose": "stock"}),
        ("/applications", {"owner_id": "x", "amount_fen": 10**40, "months": -(10**20), "purpose": ""}),
    ],
)
def test_bad_input_is_a_problem_document_and_never_a_trace(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    """Whatever is wrong, the answer is a sentence."""
    refused = post(client, path, body)
    assert refused.status_code in {404, 422}
    assert refused.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in refused.text
