"""Asking over HTTP as fast as a number of connections allows, and writing down how long each answer took.

A client of its own on bare sockets: on a small machine every millisecond that a convenient client costs would
be taken from the servers, and both stacks would look alike.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

Ask = Callable[[int], tuple[str, Mapping[str, str]]]
"""The path and the headers of the request number n."""


@dataclass(slots=True)
class Turn:
    """What one turn saw: how long each answer took, and how long all of it."""

    took_ms: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: "Turn") -> None:
        """Two turns as one."""
        self.took_ms += other.took_ms
        self.seconds += other.seconds

    @property
    def per_second(self) -> float:
        return len(self.took_ms) / self.seconds

    def quantile_ms(self, share: float) -> float:
        """The smallest time that this share of answers kept."""
        ordered = sorted(self.took_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def post_for(address: str, ask: Ask, connections: int, seconds: float, numbers: Iterator[int]) -> Turn:
    """POST on that many kept-alive connections, each sending its next request when it has its answer."""
    return asyncio.run(_all(address, ask, connections, seconds, numbers))


def numbered() -> Iterator[int]:
    """Requests are numbered through all turns, so that none is sent twice."""
    return count()


async def _all(address: str, ask: Ask, connections: int, seconds: float, numbers: Iterator[int]) -> Turn:
    turn = Turn()
    start = time.perf_counter()
    until = start + seconds
    await asyncio.gather(*(_one(address, ask, numbers, until, turn) for _ in range(connections)))
    turn.seconds = time.perf_counter() - start
    return turn


async def _one(address: str, ask: Ask, numbers: Iterator[int], until: float, turn: Turn) -> None:
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    while time.perf_counter() < until:
        request = _written(host, *ask(next(numbers)))
        start = time.perf_counter()
        writer.write(request)
        status, body = await _answer(reader)
        turn.took_ms.append((time.perf_counter() - start) * 1000)
        if status != 201:
            raise RuntimeError(f"{status}: {body[:400]!r}")
    writer.close()
    await writer.wait_closed()


def _written(host: str, path: str, headers: Mapping[str, str]) -> bytes:
    told = {"Host": host, "Content-Length": "0", "Idempotency-Key": str(uuid4()), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return status, await reader.readexactly(int(lengths[0].split(b":")[1]))
