"""The desk over HTTP: who may see what, what is refused and how, bodies that a typed client can trust."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from puhui.app.api import create_app
from puhui.app.party import platform_party, shipped_institution
from puhui.decision import decide_application
from puhui.ground import Actor, ActorKind, Ground, Mode
from puhui.ground.identity import NewKey, create_account, issue_key
from puhui.kernel import Problem
from tests.app.api_client import ROLES, key_header
from tests.decision.applying import applied
from tests.desk.cases import drain, listed


@pytest.fixture
def client(ground: Ground) -> Iterator[TestClient]:
    """The platform, asked by a reviewer's program in test mode."""
    header = key_header(ground, "reviewer", mode=Mode.TEST)
    with TestClient(create_app(ground), headers=header, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def asked_id(ground: Ground, clerk: Actor) -> UUID:
    """A decided application, as its events left it."""
    with ground.work(clerk) as work:
        asked = applied(work)
        decide_application(work, asked.id)
    drain(ground)
    return asked.id


def key() -> dict[str, str]:
    """A fresh idempotency key."""
    return {"Idempotency-Key": str(uuid4())}


def test_an_event_brings_an_application_into_the_queue(client: TestClient, asked_id: UUID) -> None:
    """Nobody asked for the row: the worker made it with the events of the application."""
    told = client.post("/api/v1/desk/applications/search", json={}).json()
    (row,) = told["rows"]
    assert (row["application_id"], row["owner_name"], row["outcome"]) == (str(asked_id), "测试一", "approve")
    assert row["purpose"] == {"zh": "进货备货", "en": "Buy stock"} and told["after"] is None


def test_a_page_a_note_an_assignee_and_a_view(client: TestClient, asked_id: UUID) -> None:
    """Everything the console does with one application."""
    base = f"/api/v1/desk/applications/{asked_id}"
    note = client.post(f"{base}/notes", json={"text": "已核实"}, headers=key())
    assert note.status_code == 201, note.text
    pinned = client.post(f"{base}/notes/{note.json()['id']}/pin", json={"pinned": True}, headers=key())
    assert pinned.json()["pinned"] is True
    mine = client.put(f"{base}/assignee", json={"assignee": "me", "seen": None})
    assert mine.status_code == 200 and mine.json()["assignee"]["id"]
    late = client.put(f"{base}/assignee", json={"assignee": "nobody", "seen": None})
    assert (late.status_code, late.json()["code"]) == (409, "desk.assignee.conflict")
    page = client.get(base).json()
    assert page["notes"][0]["text"] == "已核实" and page["row"]["assignee"] == mine.json()["assignee"]
    assert page["may"] == {"note": True, "assign": True, "verdict": False, "fraud": True}
    view = {"filter": {"stage": ["needs_person"], "from": "2026-11-01"}, "sort": "waiting", "shared": True}
    saved = client.put("/api/v1/desk/views/今天要看的", json=view)
    assert saved.status_code == 200 and saved.json()["filter"]["from"] == "2026-11-01"
    assert [it["name"] for it in client.get("/api/v1/desk/views").json()] == ["今天要看的"]
    assert client.delete("/api/v1/desk/views/今天要看的").status_code == 204
    assert client.delete("/api/v1/desk/views/今天要看的").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"stage": ["flying"]},
        {"at_most": 201},
        {"region": "53'; --"},
        {"text": "长" * 101},
        {"owner_name": "测试一"},
        {"amount_from_fen": -1},
        {"from": "2019-02-30"},
        {"sort": "name"},
        {"after": "nonsense"},
    ],
)
def test_a_search_that_cannot_be_meant_is_refused_in_words(client: TestClient, body: dict[str, Any]) -> None:
    """422 with a place and a sentence, whatever comes."""
    refused = client.post("/api/v1/desk/applications/search", json=body)
    assert refused.status_code == 422, refused.text
    assert refused.json()["detail"] and refused.headers["content-type"].startswith("application/problem+json")


PATHS = (
    ("POST", "/api/v1/desk/applications/search"),
    ("GET", "/api/v1/desk/applications/{id}"),
    ("GET", "/api/v1/desk/applications/{id}/relations"),
    ("GET", "/api/v1/desk/applications/{id}/fraud"),
    ("GET", "/api/v1/desk/overview"),
    ("GET", "/api/v1/desk/views"),
    ("GET", "/api/v1/desk/people"),
)


def test_the_first_and_the_last_day_of_the_calendar_are_days(client: TestClient, asked_id: UUID) -> None:
    """Somebody who types a year of 1 or 9999 finds everything, not an error of the house."""
    always = {"from": "0001-01-01", "to": "9999-12-31"}
    found = client.post("/api/v1/desk/applications/search", json=always)
    assert (found.status_code, found.json()["total"]) == (200, 1)
    drawn = client.get(f"/api/v1/desk/applications/{asked_id}/relations?as_of=9999-12-31")
    assert drawn.status_code == 200, drawn.text


def test_what_the_fraud_table_said_is_not_for_operations(ground: Ground, asked_id: UUID) -> None:
    """They see the page without it; the compliance officer sees it with it."""
    app = create_app(ground)
    for role, sees in (("operations", False), ("compliance", True)):
        client = TestClient(app, headers=key_header(ground, role, mode=Mode.TEST))
        page = client.get(f"/api/v1/desk/applications/{asked_id}").json()
        assert ("fraud" in [it["step"] for it in page["decision"]["steps"]]) is sees
        told = client.get(f"/api/v1/desk/applications/{asked_id}/fraud")
        assert told.status_code == (200 if sees else 403)


def test_the_queue_says_fraud_apart_from_credit_to_those_who_may_see_it(
    ground: Ground, asked_id: UUID
) -> None:
    """An approval that no fraud rule spoke about is clear; operations do not see the column."""
    app = create_app(ground)
    for role, said in (("operations", None), ("reviewer", "clear")):
        client = TestClient(app, headers=key_header(ground, role, mode=Mode.TEST))
        (row,) = client.post("/api/v1/desk/applications/search", json={}).json()["rows"]
        assert (row["application_id"], row["fraud"], row["outcome"]) == (str(asked_id), said, "approve")


def test_an_institutions_people_at_the_platform_have_no_desk_there(ground: Ground, asked_id: UUID) -> None:
    """They have their own house; at the platform every way is closed to them, as to a visitor."""
    with ground.work(Actor("admin", ActorKind.PERSON, frozenset({"admin"}))) as work:
        theirs = NewKey("bank", Mode.TEST, frozenset({"institution"}), institution="test_brook_bank")
        issued = issue_key(work, theirs, ROLES)
        assert not isinstance(issued, Problem), issued
    header = {"Authorization": f"Bearer {issued.secret_text}"}
    bank = TestClient(create_app(ground), headers=header, raise_server_exceptions=False)
    visitor = TestClient(create_app(ground), raise_server_exceptions=False)
    for method, path in PATHS:
        where = path.format(id=asked_id)
        assert bank.request(method, where, json={} if method == "POST" else None).status_code == 403, path
        assert visitor.request(method, where, json={} if method == "POST" else None).status_code == 401, path


def test_a_colleague_is_named_by_login(ground: Ground, clerk: Actor) -> None:
    """Whoever is signed in as a person sees people, and hands over to one of them."""
    with ground.work(Actor("admin", ActorKind.PERSON, frozenset({"admin"}))) as work:
        for login in ("wang.review", "zhao.senior"):
            made = create_account(work, login, "a long walk to Dali", ["reviewer"], ROLES)
            assert not isinstance(made, Problem), made
    with ground.work(Actor("live", ActorKind.PERSON, frozenset({"admin"}))) as work:
        asked = applied(work)
        listed(work, asked.id)
    client = TestClient(create_app(ground))
    opened = client.post("/api/v1/sessions", json={"login": "wang.review", "password": "a long walk to Dali"})
    client.headers["X-CSRF-Token"] = opened.json()["csrf_token"]
    people = {it["login"]: it["id"] for it in client.get("/api/v1/desk/people").json()}
    assert list(people) == ["wang.review", "zhao.senior"]
    base = f"/api/v1/desk/applications/{asked.id}"
    given = client.put(f"{base}/assignee", json={"assignee": people["zhao.senior"], "seen": None})
    assert given.json()["assignee"] == {"id": people["zhao.senior"], "login": "zhao.senior"}
    late = client.put(f"{base}/assignee", json={"assignee": "me", "seen": None})
    assert late.status_code == 409 and "zhao.senior" in late.json()["detail"]
    found = client.post("/api/v1/desk/applications/search", json={"assignee": people["zhao.senior"]}).json()
    assert found["total"] == 1 and found["rows"][0]["assignee"]["login"] == "zhao.senior"


def test_every_body_of_the_desk_says_what_is_in_it(ground: Ground) -> None:
    """No object without named fields in either role's document, maps of counts and figures apart."""
    for party in (platform_party(), shipped_institution("test_brook_bank")):
        document = create_app(ground, party=party).openapi()
        desk = {name: path for name, path in document["paths"].items() if "/desk/" in name}
        assert len(desk) >= 9
        for name in _bodies(desk, document["components"]["schemas"]):
            for field, told in document["components"]["schemas"][name].get("properties", {}).items():
                is_open = told.get("type") == "object" and told.get("additionalProperties", True) is True
                assert not is_open, f"{name}.{field}"


def _bodies(part: Any, schemas: dict[str, Any], seen: set[str] | None = None) -> set[str]:
    seen = set() if seen is None else seen
    if isinstance(part, dict):
        name = str(part.get("$ref", "")).removeprefix("#/components/schemas/")
        if name in schemas and name not in seen and name != "Problem":
            seen.add(name)
            _bodies(schemas[name], schemas, seen)
        for it in part.values():
            _bodies(it, schemas, seen)
    if isinstance(part, list):
        for it in part:
            _bodies(it, schemas, seen)
    return seen


def test_live_people_do_not_see_what_a_test_key_tried(ground: Ground, asked_id: UUID) -> None:
    """The mode of whoever asks is the mode of what they see."""
    live = TestClient(create_app(ground), headers=key_header(ground, "reviewer"))
    assert live.post("/api/v1/desk/applications/search", json={}).json()["total"] == 0
    assert live.get(f"/api/v1/desk/applications/{asked_id}").status_code == 404
    assert live.get(f"/api/v1/desk/applications/{asked_id}/relations").status_code == 404
    refused = live.put(f"/api/v1/desk/applications/{asked_id}/assignee", json={"assignee": "me"})
    assert refused.status_code == 404
