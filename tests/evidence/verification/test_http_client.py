"""Whatever a provider sends back, the answer is one of four and comes in time."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from puhui.evidence import HttpClient, HttpProvider, VerificationResult
from puhui.evidence.verification import TwoFactor
from tests.evidence.conftest import CLOCK

QUESTION = TwoFactor("测试一", "990000199001010017")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def server(*answers: bytes, pause: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """Sends raw bytes, one answer a connection, the last one again and again; remembers what was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    asked.append(whole_request(connection))
                    answer = answers[min(len(asked), len(answers)) - 1]
                    try:
                        for start in range(0, len(answer), 40) if pause else (0,):
                            connection.sendall(answer[start : start + 40] if pause else answer)
                            time.sleep(pause)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        listening.shutdown(socket.SHUT_RDWR)


def whole_request(connection: socket.socket) -> bytes:
    """Headers and body, so that closing afterwards resets nothing."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += connection.recv(65536)
    head, _, rest = request.partition(b"\r\n\r\n")
    length = int(next(line for line in head.lower().splitlines() if b"content-length" in line).split()[1])
    while len(rest) < length:
        rest += connection.recv(65536)
    return head + rest


def body(content: bytes) -> bytes:
    return OK + b"Content-Length: %d\r\n\r\n" % len(content) + content


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (body(b'{"result":"MATCH"}'), "no_reference"),
        (body(b'{"result":"MATCH","reference":{"resident_id":"990000199001010017"}}'), "no_reference"),
        (body(b'{"result":"MATCH","reference":"a\\u0000b"}'), "no_reference"),
        (body('{"result":"MATCH","reference":"测试一"}'.encode()), "no_reference"),
        (body(b'{"result":"match","reference":"r"}'), "unknown_result"),
        (body(b'{"result":["MATCH"],"reference":"r"}'), "unknown_result"),
        (body(b'{"result":"ERROR","reference":"r"}'), "provider_error"),
        (body(b'["MATCH"]'), "not_an_object"),
        (body(b"MATCH"), "not_json"),
        (body(b""), "not_json"),
        (body(b'{"result":"MATCH","reference":"' + b"x" * 300_000 + b'"}'), "too_large"),
        (OK + b"Content-Length: 500\r\n\r\n{", "unreachable"),
        (b"garbage\r\n\r\n", "unreachable"),
        (b"", "unreachable"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status_404"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "status_302"),
    ],
)
def test_any_surprise_is_an_error_with_its_reason(answer: bytes, reason: str) -> None:
    """Half an answer, another shape, another size: never a match."""
    with server(answer) as (url, _):
        said = HttpProvider(HttpClient(url), CLOCK).verify(QUESTION)
    assert (said.result, said.reason) == (VerificationResult.ERROR, reason)


def test_a_hiccup_is_asked_again_once() -> None:
    """503, then a match: a look-up may be repeated."""
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
    with server(busy, body(b'{"result":"MATCH","reference":"r1"}')) as (url, asked):
        said = HttpProvider(HttpClient(url), CLOCK).verify(QUESTION)
    assert (said.result, said.reference, len(asked)) == (VerificationResult.MATCH, "r1", 2)


def test_a_clear_refusal_is_not_asked_again() -> None:
    """A 400 will be a 400."""
    with server(b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n") as (url, asked):
        HttpProvider(HttpClient(url, retries=3), CLOCK).verify(QUESTION)
    assert len(asked) == 1


def test_an_answer_that_drips_is_cut_off_at_the_deadline() -> None:
    """A byte now and then keeps a naive client waiting for ever."""
    drip = body(b'{"result":"MATCH","reference":"' + b"r" * 4000 + b'"}')
    with server(drip, pause=0.2) as (url, _):
        began = time.monotonic()
        said = HttpProvider(HttpClient(url, timeout_seconds=0.6), CLOCK).verify(QUESTION)
    assert said.result is VerificationResult.ERROR
    assert time.monotonic() - began < 2


def test_nobody_there_is_an_error() -> None:
    """A closed port, a name that is no address."""
    for url in ("http://127.0.0.1:1", "http://", "nonsense"):
        assert (
            HttpProvider(HttpClient(url, timeout_seconds=1), CLOCK).verify(QUESTION).reason == "unreachable"
        )


def test_questions_share_a_connection_and_nothing_else() -> None:
    """One connection answers them all, and a cookie that a provider hands out is never shown to it again."""
    asked: list[bytes] = []
    answer = body(b'{"result":"MATCH","reference":"r"}').replace(
        b"\r\n\r\n", b"\r\nSet-Cookie: seen=1\r\n\r\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with listening.accept()[0] as connection:
                for _ in range(3):
                    asked.append(whole_request(connection))
                    connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        client = HttpClient(f"http://127.0.0.1:{listening.getsockname()[1]}")
        said = [HttpProvider(client, CLOCK).verify(QUESTION).result for _ in range(3)]
        client.close()
    assert said == [VerificationResult.MATCH] * 3
    assert len(asked) == 3 and not any(b"cookie" in request.lower() for request in asked)


def test_a_question_never_shows_itself() -> None:
    """Neither in a repr nor in an answer."""
    assert "测试一" not in repr(QUESTION)
    assert "9900001990" not in repr(QUESTION)
