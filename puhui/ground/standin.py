"""What every stand-in for somebody outside has in common: JSON over HTTP on this machine only, no log of what
was asked, and an end with whoever started it. Of the standard library alone, so it starts in a blink.
"""

import argparse
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Final

_LOOK_EVERY_SECONDS: Final = 0.5


class JsonServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1; port 0 takes a free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, handler: type["JsonHandler"]) -> None:
        super().__init__(("127.0.0.1", port), handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class JsonHandler(BaseHTTPRequestHandler):
    """One question, one answer, each a JSON object."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Head and body are two writes; the second must not wait until the first was acknowledged (40 ms)."""
    largest_question_bytes: ClassVar[int] = 64 * 1024

    def look(self) -> None:
        """A GET; `/health` alone unless a stand-in shows more."""
        is_health = self.path == "/health"
        self.reply(200 if is_health else 404, {"ok": True, "standin": True} if is_health else {})

    def answer(self, question: dict[str, Any]) -> None:
        """A POST with an object, an empty one where none was sent. Each stand-in answers in its own way."""
        self.reply(404, {"error": "unknown path"})

    def do_GET(self) -> None:
        self.look()

    def do_POST(self) -> None:
        self.answer(self._question())

    def _question(self) -> dict[str, Any]:
        length = min(int(self.headers.get("Content-Length") or 0), self.largest_question_bytes)
        try:
            asked = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            return {}
        return asked if isinstance(asked, dict) else {}

    def reply(self, status: int, answer: Mapping[str, Any]) -> None:
        """Answer with an object."""
        self.reply_raw(status, json.dumps(answer, ensure_ascii=False).encode())

    def reply_raw(self, status: int, body: bytes) -> None:
        """Answer with anything at all."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: a question carries names and numbers, made up or not."""


def arguments(module: str, about: str | None, more: str | None) -> argparse.ArgumentParser:
    """A parser for `python -m module`, with `--port`."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {module}",
        description=about,
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    return parser


def serve(server: JsonServer) -> None:
    """Say the address on the first line of stdout, and serve until the parent is gone, or SIGTERM."""
    threading.Thread(target=_end_with_parent, args=(server, os.getppid()), daemon=True).start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.1)


def _end_with_parent(server: JsonServer, parent: int) -> None:
    """A killed parent cannot say goodbye; that our parent changed says it for it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    server.shutdown()
