"""A port of our own, taken before anything slow begins."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx

from puhui.ground import Unavailable
from puhui.kernel import Problem, Text

_WAITING: Final = 512
"""Connections that may wait while the database starts."""


@contextmanager
def bind(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket at `host:port` (0: a free one). Raises `Unavailable` saying who is there instead."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(_WAITING)
        except (OSError, UnicodeError) as error:
            raise Unavailable(_not_ours(host, port, error)) from None
        yield listening


def _not_ours(host: str, port: int, error: Exception) -> Problem:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return _taken(host, port)
    if number == errno.EACCES:
        what = Text("没有权限使用这个端口。", "This port may not be used by an ordinary account.")
        return Problem("port.forbidden", what, _ANOTHER_PORT, f"{host}:{port}")
    what = Text("本机没有这个地址。", "This machine does not have this address.")
    fix = Text("请核对 --host，例如 127.0.0.1。", "Check --host, for example 127.0.0.1.")
    return Problem("port.address", what, fix, f"{host}:{port}")


def _taken(host: str, port: int) -> Problem:
    if _is_puhui(host, port):
        what = Text("已经有一个普惠在这里运行。", "A Puhui is already running here.")
        fix = Text(
            f"直接打开 http://{host}:{port}/ ，或用 --port 换一个端口。",
            f"Open http://{host}:{port}/, or choose another port with --port.",
        )
        return Problem("port.puhui", what, fix, f"{host}:{port}")
    what = Text("这个端口已被别的程序占用。", "Another program is using this port.")
    return Problem("port.taken", what, _ANOTHER_PORT, f"{host}:{port}")


def _is_puhui(host: str, port: int) -> bool:
    address = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - asked, not bound
    try:
        told = httpx.get(f"http://{address}:{port}/health", timeout=1, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(told, dict) and "database" in told


_ANOTHER_PORT = Text(
    "请用 --port 换一个，例如 --port 8080。", "Choose another with --port, for example --port 8080."
)
