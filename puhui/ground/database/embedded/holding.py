"""Holding on to the server: when its keeper goes away under a running program, another one takes its place.

The new keeper has the same sockets, so whoever holds an engine only has to connect again, which its pool
does by itself. Requests in between are told that the database is away and nothing was saved.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from typing import Final

from puhui.ground.telemetry import log
from puhui.ground.unavailable import Unavailable

_WAITS_SECONDS: Final = (0.0, 0.5, 1.0, 2.0, 5.0)
_JOIN_SECONDS: Final = 5.0


@contextmanager
def held(lease: socket.socket, take: Callable[[], socket.socket]) -> Iterator[None]:
    """Keep a lease for as long as this is open; `take` gives another one when the keeper of this is gone."""
    holding = _Holding(lease, take)
    thread = threading.Thread(target=holding.watch, name="puhui-lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        holding.let_go()
        thread.join(_JOIN_SECONDS)


class _Holding:
    def __init__(self, lease: socket.socket, take: Callable[[], socket.socket]) -> None:
        self._lease, self._take = lease, take
        self._over = threading.Event()
        self._changing = threading.Lock()

    def watch(self) -> None:
        while not self._over.is_set():
            _wait_for_the_end(self._lease)
            if not self._over.is_set():
                log.warning("database.server_gone")
                self._have_another()

    def let_go(self) -> None:
        with self._changing:
            self._over.set()
            _end(self._lease)

    def _have_another(self) -> None:
        """Try until there is one: a full disk is emptied some day, and nobody should have to start us."""
        for wait_seconds in chain(_WAITS_SECONDS, repeat(_WAITS_SECONDS[-1])):
            if self._over.wait(wait_seconds):
                return
            try:
                self._change_to(self._take())
            except Unavailable as unavailable:
                log.error("database.server_unavailable", code=unavailable.problem.code)
            except OSError as error:
                log.error("database.server_unavailable", kind=type(error).__name__)
            else:
                return

    def _change_to(self, lease: socket.socket) -> None:
        with self._changing:
            _end(self._lease)
            self._lease = lease
            if self._over.is_set():
                _end(lease)
            else:
                log.warning("database.server_back")


def _wait_for_the_end(lease: socket.socket) -> None:
    """A keeper says nothing more once it has said that it is ready; it only goes away."""
    try:
        while lease.recv(4096):
            pass
    except OSError:
        return


def _end(lease: socket.socket) -> None:
    with suppress(OSError):  # its keeper was faster
        lease.shutdown(socket.SHUT_RDWR)
    lease.close()
