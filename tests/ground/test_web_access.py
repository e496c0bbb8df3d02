"""Who is at the door, and what the table lets them do."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import csrf_of, issue_borrower_session
from puhui.ground.web import BORROWER_COOKIE
from puhui.kernel import new_id
from tests.ground.web_client import client_of, count_notes, new_key

NOTE = {"text": "a note"}


def key() -> dict[str, str]:
    """A fresh idempotency key."""
    return {"Idempotency-Key": str(new_id())}


@pytest.fixture
def client(ground: Ground) -> TestClient:
    """A client that shows nothing of itself."""
    return client_of(ground)


def test_without_a_key_nothing_is_allowed(client: TestClient) -> None:
    """401 says how to come back."""
    response = client.get("/api/v1/notes/1")
    assert (response.status_code, response.json()["code"]) == (401, "access.unknown")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "written", ["Bearer pk_live_00000000_00", "Bearer x", "Basic YTpi", "Bearer ", "pk_live"]
)
def test_a_wrong_credential_is_never_a_visitor(client: TestClient, written: str) -> None:
    """Somebody who shows a bad key is told so, on open pages as well."""
    assert client.get("/api/v1/notes/1", headers={"Authorization": written}).status_code == 401
    assert client.get("/open", headers={"Authorization": written}).status_code == 401


def test_a_role_decides_and_a_refusal_is_written_down(client: TestClient, ground: Ground) -> None:
    """An auditor reads and does not write; the attempt is in the audit trail."""
    auditor = new_key(ground, "auditor")
    assert client.get("/api/v1/notes/1", headers=auditor).status_code == 200
    refused = client.post("/api/v1/notes", json=NOTE, headers={**auditor, **key()})
    assert (refused.status_code, refused.json()["code"]) == (403, "access.forbidden")
    with ground.engine.connect() as connection:
        trail = connection.execute(
            text("SELECT target FROM ground.audit_entry WHERE action = 'access.refused'")
        )
        assert trail.scalars().all() == ["action:note.create"]


def test_a_test_key_works_in_test_mode(client: TestClient, ground: Ground) -> None:
    """The mode travels with the actor, so that stores can keep the two worlds apart."""
    assert client.get("/api/v1/notes/1", headers=new_key(ground, mode=Mode.TEST)).json()["mode"] == "test"


def test_a_key_whose_mode_is_rewritten_is_no_key(client: TestClient, ground: Ground) -> None:
    """Writing `live` into a test key does not make it live."""
    header = new_key(ground, mode=Mode.TEST)["Authorization"].replace("pk_test_", "pk_live_")
    assert client.get("/api/v1/notes/1", headers={"Authorization": header}).status_code == 401


def test_every_change_leaves_one_trace_of_who_by_which_action(client: TestClient, ground: Ground) -> None:
    """Also when the room itself writes nothing down."""
    response = client.post("/api/v1/notes", json=NOTE, headers={**new_key(ground), **key()})
    assert response.status_code == 201
    with ground.engine.connect() as connection:
        query = text("SELECT target, actor_kind, detail FROM ground.audit_entry WHERE action = 'http.change'")
        (row,) = connection.execute(query)
    assert (row.target, row.actor_kind) == ("action:note.create", "api_key")
    assert row.detail["request_id"] == response.headers["x-request-id"]


@pytest.fixture
def borrower(client: TestClient, ground: Ground) -> str:
    """A borrower with a session in the browser; gives the session's token."""
    with ground.work(SYSTEM) as work:
        token = issue_borrower_session(work, new_id()).token
    client.cookies.set(BORROWER_COOKIE, token)
    return token


def test_a_borrowers_page_knows_its_borrower(client: TestClient, ground: Ground) -> None:
    """Before a session one is a visitor; afterwards one's own subject, and the form's token fits."""
    assert client.get("/open").text.startswith("visitor ")
    assert client.post("/note", data={"said": "hello"}).status_code == 401
    subject_id = new_id()
    with ground.work(SYSTEM) as work:
        token = issue_borrower_session(work, subject_id).token
    client.cookies.set(BORROWER_COOKIE, token)
    actor, csrf, form_key = client.get("/open").text.split()
    assert (actor, csrf) == (str(subject_id), csrf_of(token))
    form = {"said": "hello", "csrf_token": csrf, "idempotency_key": form_key}
    first = client.post("/note", data=form, follow_redirects=False)
    again = client.post("/note", data=form, follow_redirects=False)
    assert (first.status_code, again.status_code, again.headers["location"]) == (303, 303, "/open")
    assert again.headers["idempotency-replayed"] == "true"
    assert count_notes(ground) == 1


def test_another_site_cannot_use_a_borrowers_session(
    client: TestClient, borrower: str, ground: Ground
) -> None:
    """Neither without the form's token nor from another origin with it."""
    form = {"said": "hello", "idempotency_key": str(new_id())}
    assert client.post("/note", data=form).json()["code"] == "access.csrf.forbidden"
    form["csrf_token"] = csrf_of(borrower)
    for sign in ({"Origin": "https://elsewhere.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert client.post("/note", data=form, headers=sign).status_code == 403
    assert count_notes(ground) == 0
    assert client.post(
        "/note", data=form, headers={"Origin": "http://testserver"}, follow_redirects=False
    ).is_redirect


def test_a_borrower_is_nobody_at_the_staff_api(client: TestClient, borrower: str) -> None:
    """The borrower's cookie is not even looked at there."""
    assert borrower and client.get("/api/v1/notes/1").status_code == 401
