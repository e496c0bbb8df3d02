"""Every refusal is a problem document, in the reader's language, without a stack trace or what was sent."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from puhui.ground import Ground
from puhui.ground.telemetry import configure_logs
from tests.ground.web_client import LIMITS, client_of, count_notes, make_app, new_key, served

KEY = {"Idempotency-Key": "a-fresh-key-0001"}


@pytest.fixture
def client(ground: Ground) -> TestClient:
    """A client with an administrator's key."""
    client = client_of(ground)
    client.headers.update(new_key(ground))
    return client


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the process logs meanwhile."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logs(json=True, stream=stream)
    yield stream
    root.handlers, root.level = handlers, level


def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem document, after checking what every one of them promises."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:puhui:problem:{code}")
    assert body["title"] and body["detail"] and body["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text and ".py" not in response.text
    return body


def test_nothing_at_an_address_is_said_in_both_languages(client: TestClient) -> None:
    """Chinese unless English is asked for."""
    assert problem(client.get("/api/v1/nowhere"), 404, "route.not_found")["detail"] == "没有这个地址。"
    english = client.get("/api/v1/nowhere", headers={"Accept-Language": "en"})
    assert problem(english, 404, "route.not_found")["detail"] == "There is nothing at this address."
    assert english.headers["content-language"] == "en"


def test_a_wrong_method_names_the_right_ones(client: TestClient) -> None:
    """405 keeps its Allow header."""
    response = client.delete("/api/v1/notes/1")
    problem(response, 405, "route.method")
    assert response.headers["allow"] == "GET"


def test_a_schema_error_names_each_place_and_repeats_nothing(client: TestClient) -> None:
    """A mistyped id number in the wrong field must not travel back."""
    sent = {"text": 11010519491231002, "amount_fen": -1, "11010519491231002X": "x"}
    response = client.post("/api/v1/notes", json=sent, headers=KEY)
    body = problem(response, 422, "request.invalid")
    assert {error["where"] for error in body["errors"]} == {
        "body.text",
        "body.amount_fen",
        "body.‹resident id›",
    }
    assert "1101051949" not in response.text


def test_a_refusal_rolls_back_what_was_done(client: TestClient, ground: Ground) -> None:
    """`answer(problem)` after an insert leaves nothing, and its code chose the status."""
    body = problem(client.post("/api/v1/notes", json={"text": "refuse"}, headers=KEY), 409, "note.conflict")
    assert body["where"] == "text"
    assert count_notes(ground) == 0


def test_a_surprise_is_an_id_outside_and_everything_inside(
    client: TestClient, ground: Ground, logged: io.StringIO
) -> None:
    """The reader gets an id to quote; the log has the place under that id, and still no phone and no name."""
    response = client.post("/api/v1/notes", json={"text": "break"}, headers=KEY)
    body = problem(response, 500, "internal")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    failed = next(line for line in lines if line["event"] == "request.failed")
    assert failed["request_id"] == body["request_id"]
    assert "web_client.py" in failed["exception"]
    assert "13800138000" not in logged.getvalue() and "张三" not in logged.getvalue()
    assert count_notes(ground) == 0


def test_a_commit_that_fails_gives_no_success(
    client: TestClient, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The handler had already returned 201; the answer waits for the commit and turns into a problem."""

    def refuse(_: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(ground.engine.dialect, "do_commit", refuse)
    response = client.post("/api/v1/previews", json={"text": "x"})
    problem(response, 503, "database.unavailable")
    response = client.post("/api/v1/notes", json={"text": "x"}, headers=KEY)
    problem(response, 503, "database.unavailable")
    monkeypatch.undo()
    assert count_notes(ground) == 0


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b'{"text": ', 400, "json.syntax"),
        (b'{"text": "\xff"}', 422, "json.encoding"),
        (b'{"text": "a\\u0000b"}', 422, "request.nul"),
        (b'{"text": "\\ud800"}', 400, "json.syntax"),
        (b'{"text": 1e999}', 400, "json.syntax"),
        (b'{"text": ' + b"[" * 50 + b"]" * 50 + b"}", 422, "json.too_deep"),
        (b"[" * 20_000 + b"]" * 20_000, 422, "json.too_deep"),
        (b'{"text": NaN}', 400, "json.syntax"),
        (b'"' + b"x" * (LIMITS.json_bytes + 1) + b'"', 413, "request.too_large"),
    ],
)
def test_strange_json_is_refused_at_the_door(
    client: TestClient, content: bytes, status: int, code: str
) -> None:
    """None of these may reach a handler or the database."""
    headers = {**KEY, "Content-Type": "application/json"}
    problem(client.post("/api/v1/notes", content=content, headers=headers), status, code)


def test_a_number_the_database_cannot_hold_is_the_senders_mistake(client: TestClient) -> None:
    """Ten to the thirtieth is no amount; it is refused and not called our fault."""
    response = client.post("/api/v1/notes", json={"text": "x", "amount_fen": 10**30}, headers=KEY)
    problem(response, 422, "request.value")


def test_other_formats_and_nul_in_an_address_are_refused(client: TestClient) -> None:
    """XML is not accepted, %00 neither."""
    xml = {**KEY, "Content-Type": "application/xml"}
    problem(client.post("/api/v1/notes", content=b"<a/>", headers=xml), 415, "request.unsupported")
    problem(client.get("/api/v1/notes/%00"), 400, "request.nul")
    form = client.post("/api/v1/uploads", data={"note": "a\x00"}, files={"a": b"b"}, headers=KEY)
    problem(form, 422, "request.nul")


def test_ten_megabytes_of_json_are_a_clear_413_through_a_real_socket(ground: Ground) -> None:
    """With and without Content-Length, refused while it arrives; an upload over its limit too."""
    headers = {**new_key(ground), **KEY, "Content-Type": "application/json"}
    big = b'{"text": "' + b"x" * 10_000_000 + b'"}'
    with served(make_app(ground)) as address, httpx.Client(base_url=address) as client:
        problem(client.post("/api/v1/notes", content=big, headers=headers), 413, "request.too_large")
        pieces = (big[at : at + 65_536] for at in range(0, len(big), 65_536))
        problem(client.post("/api/v1/notes", content=pieces, headers=headers), 413, "request.too_large")
        del headers["Content-Type"]
        upload = client.post("/api/v1/uploads", files={"file": b"x" * (1 << 20)}, headers=headers)
        assert "0.25 MB" in problem(upload, 413, "request.too_large")["detail"]
        assert client.post("/api/v1/uploads", files={"file": b"x" * 1000}, headers=headers).json() == {
            "size": 1000
        }


def test_every_answer_tells_the_browser_to_be_careful(client: TestClient) -> None:
    """Not sniffed, not framed, not cached."""
    headers = client.get("/api/v1/notes/1").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
