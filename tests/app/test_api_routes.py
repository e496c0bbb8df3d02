"""Every route says what it does to whom: none is open by accident, none moves something twice."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.app.api import PERMISSIONS, create_app
from puhui.app.party import platform_party, shipped_institution
from puhui.ground import Ground
from puhui.ground.permission import load_permissions
from puhui.ground.web import Route
from tests.app.api_client import client_of, key_header, routes_of

OPEN = {
    "/health": "load balancers",
    "/api/docs": "the reference",
    "/openapi.json": "the same for machines",
    "/console": "leads to the console's files",
    "/console/{path:path}": "files of the console; what it shows it asks the API for",
}
"""Routes that ask nobody who they are, each with its reason."""

KEYLESS_POSTS = {
    "/api/v1/sessions": "a second session harms nobody",
}
"""POSTs without Idempotency-Key although they do more than compute, each with its reason."""


PARTIES = (platform_party(), shipped_institution("test_brook_bank"))


@pytest.fixture(params=PARTIES, ids=lambda party: party.role.value)
def app(ground: Ground, request: pytest.FixtureRequest) -> FastAPI:
    """The application as each role serves it."""
    return create_app(ground, party=request.param)


def test_every_route_names_its_action_and_the_table_knows_it(app: FastAPI) -> None:
    """Built with `Router`, asking `work_for(…)`; what asks nobody is listed here with the reason."""
    actions = load_permissions(PERMISSIONS).actions
    for route in routes_of(app):
        if route.path in OPEN:
            continue
        found = route.original_route
        assert isinstance(found, Route), f"{route.path}: build it with puhui.ground.web.Router"
        assert found.grant, f"{route.path}: ask for work_for(…) or borrower_work(…)"
        assert found.grant.action in actions, f"{found.grant.action} is not in permissions.yaml"


def test_every_action_of_the_table_is_asked_for_somewhere(ground: Ground) -> None:
    """A row that nothing asks about, in either role, would be read as protection that is not there."""
    served = [route for party in PARTIES for route in routes_of(create_app(ground, party=party))]
    asked = {it.original_route.grant.action for it in served if isinstance(it.original_route, Route)}
    assert set(load_permissions(PERMISSIONS).actions) - asked == set()


def test_every_post_that_moves_something_needs_a_key(app: FastAPI) -> None:
    """By asking each: an empty request without a key is refused for the key, or for who asks."""
    for route in routes_of(app):
        if "POST" not in (route.methods or ()) or not isinstance(route.original_route, Route):
            continue
        if route.path in KEYLESS_POSTS:
            continue
        assert route.original_route.needs_key() or not route.original_route.grant.moves
        documented = route.openapi_extra.get("parameters", []) if route.openapi_extra else []
        if route.original_route.needs_key() and str(route.path).startswith("/api"):
            assert any(one["name"] == "Idempotency-Key" for one in documented), route.path


def test_no_operation_is_there_twice(app: FastAPI) -> None:
    """A router that is listed twice would make the generated client ambiguous."""
    served = [(method, route.path) for route in routes_of(app) for method in route.methods or ()]
    assert len(served) == len(set(served))


def test_nothing_changes_by_reading(app: FastAPI) -> None:
    """A GET is open to prefetching and to other sites' images: none may carry an action that changes."""
    changing = (
        "create",
        "give",
        "withdraw",
        "submit",
        "make",
        "choose",
        "close",
        "issue",
        "revoke",
        "record",
    )
    for route in routes_of(app):
        if route.methods == {"GET"} and isinstance(route.original_route, Route) and route.path != "/":
            assert not route.original_route.grant.action.endswith(changing), route.path


def test_the_reference_is_a_page_without_anything_from_elsewhere(ground: Ground) -> None:
    """Readable in a closed network, in both languages, naming every operation."""
    client = client_of(ground)
    page = client.get("/api/docs", headers={"Accept-Language": "en"})
    assert page.status_code == 200 and "Idempotency-Key" in page.text
    assert "<script" not in page.text and "src=" not in page.text and "https://" not in page.text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page.text
    assert "拒绝一律是" in client.get("/api/docs").text


def test_health_tells_counts_and_needs_no_key(ground: Ground) -> None:
    """What a load balancer and a person on duty want to know."""
    told = client_of(ground).get("/health").json()
    assert (told["status"], told["database"], told["outbox_waiting"]) == ("ok", "reachable", 0)


def test_health_says_when_the_database_is_gone(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, so that nobody is sent here."""
    from sqlalchemy.exc import OperationalError

    client = client_of(ground)

    def gone(*_: object) -> None:
        raise OperationalError("connect", {}, Exception("gone"))

    monkeypatch.setattr(ground.engine.pool, "connect", gone)
    response = client.get("/health")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")


def test_a_person_signs_in_and_out(ground: Ground) -> None:
    """Cookie for the browser, csrf token for every change, nothing after leaving."""
    client = TestClient(create_app(ground), raise_server_exceptions=False)
    new = {"login": "risk.01", "password": "a long walk to Dali", "roles": ["admin"]}
    key = {"Idempotency-Key": "create-risk-01"}
    admin = key_header(ground, "admin")
    assert client.post("/api/v1/accounts", json=new, headers={**admin, **key}).status_code == 201
    wrong = {"login": "risk.01", "password": "something else"}
    assert client.post("/api/v1/sessions", json=wrong).json()["code"] == "sign_in.wrong"
    opened = client.post("/api/v1/sessions", json={k: new[k] for k in ("login", "password")})
    assert opened.status_code == 201 and "httponly" in opened.headers["set-cookie"].lower()
    assert client.get("/api/v1/me").json()["roles"] == ["admin"]
    ask = {"label": "till", "mode": "test", "roles": ["developer"]}
    assert client.post("/api/v1/keys", json=ask, headers={"Idempotency-Key": "issue-01"}).status_code == 403
    csrf = {"X-CSRF-Token": opened.json()["csrf_token"]}
    issued = client.post("/api/v1/keys", json=ask, headers={"Idempotency-Key": "issue-01", **csrf})
    assert issued.status_code == 201 and issued.json()["secret"].startswith("pk_test_")
    again = client.post("/api/v1/keys", json=ask, headers={"Idempotency-Key": "issue-01", **csrf})
    assert (again.status_code, again.json()["code"]) == (409, "idempotency.secret.already")
    assert issued.json()["secret"] not in again.text
    assert client.delete("/api/v1/sessions/current", headers=csrf).status_code == 204
    assert client.get("/api/v1/me").status_code == 401
