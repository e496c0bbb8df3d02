"""A retry is safe by its key: the effect happens once, and every retry hears the first answer."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from puhui.ground import Ground
from puhui.ground.idempotency import Answer, Claim, claim, forget_expired, keep
from puhui.kernel import Problem
from tests.conftest import NOW
from tests.ground.web_client import client_of, count_notes, make_app, new_key, served

KEY = {"Idempotency-Key": "0199b5a0-6c00-7000-8000-000000000001"}
NOTE = {"text": "once"}
WANTED = Claim("actor", "live", "POST /x", "a-key-of-the-client", b"fingerprint")


@pytest.fixture
def client(ground: Ground) -> TestClient:
    """A client with an administrator's key."""
    client = client_of(ground)
    client.headers.update(new_key(ground))
    return client


def test_the_same_request_again_hears_the_same_answer(client: TestClient, ground: Ground) -> None:
    """Byte for byte, marked as replayed, and nothing happens twice."""
    first = client.post("/api/v1/notes", json=NOTE, headers=KEY)
    again = client.post("/api/v1/notes", json=NOTE, headers=KEY)
    assert (first.status_code, first.json()) == (201, {"text": "once", "count": 1})
    assert (again.status_code, again.content) == (201, first.content)
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert count_notes(ground) == 1


def test_the_same_key_with_another_content_is_refused(client: TestClient, ground: Ground) -> None:
    """It is a mistake of the client, and doing either thing would be wrong."""
    client.post("/api/v1/notes", json=NOTE, headers=KEY)
    other = client.post("/api/v1/notes", json={"text": "twice"}, headers=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.reused")
    assert count_notes(ground) == 1


@pytest.mark.parametrize(("headers", "code"), [({}, "missing"), ({"Idempotency-Key": "short"}, "key")])
def test_a_post_that_moves_something_needs_a_key(
    client: TestClient, headers: dict[str, str], code: str
) -> None:
    """Without one a lost answer could only be guessed about; a computing POST needs none."""
    response = client.post("/api/v1/notes", json=NOTE, headers=headers)
    assert (response.status_code, response.json()["code"]) == (422, f"idempotency.{code}")
    assert client.post("/api/v1/previews", json=NOTE).status_code == 200


def test_a_refused_request_leaves_its_key_free(client: TestClient) -> None:
    """Nothing was done, so the corrected content may use the same key."""
    assert client.post("/api/v1/notes", json={"text": "refuse"}, headers=KEY).status_code == 409
    assert client.post("/api/v1/notes", json=NOTE, headers=KEY).status_code == 201


def test_a_key_means_nothing_to_another_actor(client: TestClient, ground: Ground) -> None:
    """Two programs that both count from one do not hear each other's answers."""
    client.post("/api/v1/notes", json=NOTE, headers=KEY)
    other = client.post("/api/v1/notes", json=NOTE, headers={**KEY, **new_key(ground)})
    assert other.json()["count"] == 2


def test_a_retried_upload_is_recognised_by_its_files(client: TestClient, ground: Ground) -> None:
    """A client draws a new multipart boundary for each try; the file is what counts."""
    sent = [
        client.post("/api/v1/uploads", files={"file": ("a.csv", content)}, headers=KEY)
        for content in (b"rows", b"rows", b"other")
    ]
    assert [response.status_code for response in sent] == [201, 201, 422]
    assert count_notes(ground) == 1


def test_fifty_duplicates_at_once_are_one_effect(ground: Ground) -> None:
    """Through a real socket: all fifty hear the one answer, or at worst that it is being worked on."""
    headers = {**new_key(ground), **KEY}
    gate = threading.Barrier(50)

    def press(_: int) -> httpx.Response:
        with httpx.Client(base_url=address, timeout=60) as client:
            gate.wait()
            return client.post("/api/v1/notes", json=NOTE, headers=headers)

    with served(make_app(ground)) as address, ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(press, range(50)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {answer.content for answer in answers if answer.status_code == 201} == {
        b'{"text":"once","count":1}'
    }
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert count_notes(ground) == 1


_DIES = """
import os, signal, sys
from sqlalchemy import create_engine, text
from puhui.kernel import SystemClock
from puhui.ground.idempotency import Answer, claim, keep
from tests.ground.test_idempotency import WANTED
with create_engine(sys.argv[1]).begin() as connection:
    assert claim(connection, WANTED, SystemClock().now(), 24) is None
    connection.execute(text("INSERT INTO note VALUES ('half', 1)"))
    keep(connection, WANTED, Answer(201, (), b"never heard"))
    print("kept", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.faults
def test_killed_before_the_commit_leaves_neither_effect_nor_key(ground: Ground, database_url: str) -> None:
    """SIGKILL after the work and before its commit: the retry finds the key free and does the work."""
    make_app(ground)
    root = Path(__file__).resolve().parents[2]
    died = subprocess.run(
        [sys.executable, "-c", _DIES, database_url],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, b"kept\n"), died.stderr
    assert count_notes(ground) == 0
    with ground.engine.begin() as connection:
        assert claim(connection, WANTED, NOW, 24) is None


def test_what_is_kept_cannot_be_read_without_the_clients_key(ground: Ground) -> None:
    """The row holds no key and no plain answer: a stolen backup tells nothing about the borrower in it."""
    with ground.engine.begin() as connection:
        assert claim(connection, WANTED, NOW, 24) is None
        keep(connection, WANTED, Answer(201, (("location", "/x/1"),), "测试小吃店".encode()))
    with ground.engine.connect() as connection:
        row = connection.execute(text("SELECT idempotency::text FROM ground.idempotency")).scalar_one()
        sealed = bytes.fromhex(row.split("\\\\x")[-1].split('"')[0])
        again = claim(connection, WANTED, NOW, 24)
    assert again == Answer(201, (("location", "/x/1"),), "测试小吃店".encode())
    assert "测试小吃店".encode() not in sealed and WANTED.key not in row


def test_a_key_is_forgotten_after_its_time(ground: Ground) -> None:
    """A day later the same key is a new one, even with another content; the sweep removes the old."""
    with ground.engine.begin() as connection:
        claim(connection, WANTED, NOW, 24)
        keep(connection, WANTED, Answer(201, (), b"old"))
    later = NOW + timedelta(hours=25)
    other = Claim(WANTED.actor_id, WANTED.mode, WANTED.route, WANTED.key, b"another")
    with ground.engine.begin() as connection:
        assert isinstance(claim(connection, other, NOW, 24), Problem)
        assert claim(connection, other, later, 24) is None
        keep(connection, other, Answer(201, (), b"new"))
    with ground.engine.begin() as connection:
        assert forget_expired(connection, later, 24) == 0
        assert forget_expired(connection, later + timedelta(hours=25), 24) == 1
