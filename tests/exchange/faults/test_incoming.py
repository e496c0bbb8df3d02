"""What comes in goes wrong as told, and the process says so in every answer."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI, Request

from puhui.exchange.faults import HEADER, FaultPlan, FaultSwitch, FaultyDoor, read_plan

PATH = "/partner/v1/events"


def _app(heard: list[int]) -> FastAPI:
    app = FastAPI()

    @app.post(PATH)
    async def hear(request: Request) -> dict[str, object]:
        number = (await request.json())["number"]
        heard.append(number)
        return {"number": number, "amount_fen": 5_000_000, "times": heard.count(number)}

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return app


def _asked(plan: str, ask: Callable[[httpx.AsyncClient], object], heard: list[int]) -> object:
    read = read_plan(plan)
    assert isinstance(read, FaultPlan)

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    door = FaultyDoor(_app(heard), FaultSwitch(read), at_once)

    async def run() -> object:
        transport = httpx.ASGITransport(app=door)
        async with httpx.AsyncClient(transport=transport, base_url="http://puhui") as client:
            return await ask(client)  # type: ignore[misc]

    with ThreadPoolExecutor(1) as apart:  # a browser of another test may hold this thread's loop
        return apart.submit(asyncio.run, run()).result()


async def _one(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post(PATH, json={"number": 1})


def _answer(plan: str, heard: list[int] | None = None) -> httpx.Response:
    found = _asked(plan, _one, [] if heard is None else heard)
    assert isinstance(found, httpx.Response)
    return found


def test_a_process_with_faults_says_so_in_every_answer() -> None:
    """`/health` too; without a plan there is no such header."""

    async def health(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("/health")

    found = _asked("slow:events:*", health, [])
    assert isinstance(found, httpx.Response) and found.headers[HEADER] == "slow:events:*"
    assert _answer("slow:events:*").headers[HEADER] == "slow:events:*"
    assert HEADER not in _answer("").headers


def test_a_shut_door_does_nothing() -> None:
    """503 and nobody heard it."""
    heard: list[int] = []
    assert _answer("refuse:events:*", heard).status_code == 503
    assert heard == []


@pytest.mark.parametrize("seed", range(6))
def test_a_silent_door_may_or_may_not_have_done_it(seed: int) -> None:
    """Never an answer that says done; heard once or not at all."""
    heard: list[int] = []
    assert _answer(f"silent:events:*,seed={seed}", heard).status_code == 503
    assert len(heard) <= 1


def test_twice_is_worked_on_twice() -> None:
    """The same body, two times; whoever asked hears the first answer."""
    heard: list[int] = []
    assert _answer("twice:events:*", heard).json()["times"] == 1
    assert heard == [1, 1]


def test_a_lie_is_one_yuan() -> None:
    """The answer's amount is higher by one yuan."""
    assert _answer("lie:events:*").json() == {"number": 1, "amount_fen": 5_000_100, "times": 1}


def test_the_first_waits_for_the_second() -> None:
    """Held back until another has been answered."""
    heard: list[int] = []

    async def both(client: httpx.AsyncClient) -> object:
        first = asyncio.create_task(client.post(PATH, json={"number": 1}))
        await asyncio.sleep(0.05)
        await client.post(PATH, json={"number": 2})
        return await first

    _asked("reordered:events:1", both, heard)
    assert heard == [2, 1]


def test_pages_and_health_never_fail() -> None:
    """Faults are between processes; whoever looks after one can still see it."""

    async def health(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("/health")

    found = _asked("refuse:*:*", health, [])
    assert isinstance(found, httpx.Response) and found.status_code == 200
