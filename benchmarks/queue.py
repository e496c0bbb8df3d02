"""How quick the desk is over a hundred thousand applications, over HTTP: every figure a p50 and a p99.

Fills a scratch database (see `queued.crowd`), lets the rooms themselves make one application with all its
evidence, a decision and offers, runs `puhui up` on it, and asks: the first page in every order, every filter,
a deep page, searches, one application's page, its relations, the overview. `cpu_ms` beside a time is the
processor time that the program and its database used for one such request, which a busy machine does not
lengthen. Aims: any page of the queue under 300 ms, one application with its relations under a second.

`python -m benchmarks.queue [--applications 100000] [--json]`
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import httpx

from benchmarks.queued.crowd import Asked, fill
from benchmarks.queued.serving import Served, platform
from puhui.app.api import PERMISSIONS
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import decide_application
from puhui.evidence import invoices_of
from puhui.graph import relate_declared, relate_invoices
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, open_ground
from puhui.ground.database import embedded_server
from puhui.ground.identity import IssuedKey, NewKey, issue_key
from puhui.ground.permission import load_permissions
from puhui.ground.worker import drain_once
from tests.decision.applying import applied

CLERK: Final = Actor("bench", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE)
TURNS: Final = 25
SEARCH: Final = "/api/v1/desk/applications/search"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: a search when there is a body, else a page."""

    name: str
    path: str = SEARCH
    body: Mapping[str, Any] | None = None


def measure(applications: int, turns: int = TURNS) -> dict[str, Any]:
    """All figures by their fixed names."""
    with tempfile.TemporaryDirectory(prefix="puhui-queue-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with embedded_server(home, durable=False) as server:
            url = server.url()
            settings = Settings(home=home, database_url=url, durable=False)
            with open_ground(settings) as ground:
                began = time.perf_counter()
                plain = url.replace("postgresql+psycopg", "postgresql")
                crowd = fill(ground, plain, applications, _say)
                whole = _with_evidence(ground)
                key = _key(ground)
                filled = time.perf_counter() - began
            with platform(home, url) as served:
                return {
                    "applications": applications,
                    "fill_seconds": round(filled, 1),
                    **_asked(served, key, list(_questions(crowd, whole)), turns),
                }


def _questions(crowd: list[Asked], whole: UUID) -> Iterator[Question]:
    one = crowd[len(crowd) // 2]
    for sort in ("newest", "oldest", "waiting", "amount", "limit"):
        yield Question(f"sort_{sort}", body={"sort": sort})
    filters: Mapping[str, Mapping[str, Any]] = {
        "stage": {"stage": ["needs_person"]},
        "stage_lent": {"stage": ["lent"]},
        "status": {"status": ["withdrawn"]},
        "outcome": {"outcome": ["decline"]},
        "band": {"band": ["A", "B"]},
        "kind": {"kind": ["enterprise"]},
        "section": {"section": ["F"]},
        "region": {"region": "5301"},
        "institution": {"institution": "test_brook_bank"},
        "bucket": {"bucket": ["M3"]},
        "waits_for": {"waits_for": ["explanation"], "sort": "waiting"},
        "nobody": {"assignee": "nobody", "waits_for": ["reviewer"]},
        "assignee": {"assignee": "clerk-7"},
        "amount": {"amount_from_fen": 90_000_000, "amount_to_fen": 95_000_000, "sort": "amount"},
        "dates": {"from": "2026-01-01", "to": "2026-01-07"},
        "several": {"stage": ["lent"], "bucket": ["M1", "M2"], "section": ["H"], "region": "53"},
        "nothing": {"stage": ["applying"], "bucket": ["M3"]},
    }
    for name, body in filters.items():
        yield Question(f"filter_{name}", body=body)
    yield Question("find_name", body={"text": one.owner_name})
    yield Question("find_number", body={"text": one.number})
    yield Question("find_nobody", body={"text": "测试查无此人"})
    yield Question("two_hundred_rows", body={"at_most": 200})
    yield Question("case", f"/api/v1/desk/applications/{whole}")
    yield Question("case_plain", f"/api/v1/desk/applications/{one.application_id}")
    for hops in (1, 2, 3):
        yield Question(f"relations_{hops}", f"/api/v1/desk/applications/{whole}/relations?hops={hops}")
    yield Question("overview", "/api/v1/desk/overview?days=14")


def _asked(served: Served, key: str, questions: list[Question], turns: int) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=served.address, headers=headers, timeout=60) as client:
        deep = _deep(client)
        for question in [*questions, Question("deep_page", body=deep)]:
            figures[question.name] = _timed(served, client, question, turns)
            print(f"  {question.name}: {figures[question.name]}", file=sys.stderr, flush=True)
    queue = [it for name, it in figures.items() if not name.startswith(("case", "relations", "overview"))]
    together = figures["case"]["p99_ms"] + figures["relations_2"]["p99_ms"]
    return {
        "worst_page_p50_ms": max(it["p50_ms"] for it in queue),
        "worst_page_p99_ms": max(it["p99_ms"] for it in queue),
        "worst_page_cpu_ms": max(it["cpu_ms"] for it in queue),
        "case_with_relations_p99_ms": round(together, 1),
        "questions": figures,
    }


def _deep(client: httpx.Client) -> dict[str, Any]:
    """The body of the page after the twentieth."""
    body: dict[str, Any] = {"at_most": 200}
    for _ in range(20):
        after = client.post(SEARCH, json=body).raise_for_status().json()["after"]
        body = {"at_most": 50, "after": after} if after else {"at_most": 50}
    return body


def _timed(served: Served, client: httpx.Client, question: Question, turns: int) -> dict[str, float]:
    for _ in range(2):
        _ask(client, question)
    took, before = [], served.cpu_ms()
    for _ in range(turns):
        began = time.perf_counter()
        _ask(client, question)
        took.append((time.perf_counter() - began) * 1000)
    after = served.cpu_ms()
    program, database = (round((after[at] - before[at]) / turns, 1) for at in (0, 1))
    return {
        "p50_ms": round(statistics.median(took), 1),
        "p99_ms": round(sorted(took)[max(0, round(len(took) * 0.99) - 1)], 1),
        "cpu_ms": round(program + database, 1),
        "of_it_database_ms": database,
    }


def _ask(client: httpx.Client, question: Question) -> None:
    path, body = question.path, question.body
    answer = client.get(path) if body is None else client.post(path, json=body)
    if answer.status_code != httpx.codes.OK:
        raise SystemExit(f"{question.name}: {answer.status_code} {answer.text}")


def _with_evidence(ground: Ground) -> UUID:
    """One application with two years of invoices, checks, debts, lines and a decision with its offers."""
    with ground.work(CLERK) as work:
        asked = applied(work, consents=("invoices", "identity", "debts", "relations"))
        assert asked.enterprise_id is not None
        invoices = invoices_of(work, asked.enterprise_id)
        relate_invoices(work, asked.enterprise_id, invoices)  # type: ignore[arg-type]
        relate_declared(work, asked.owner_id)
        decide_application(work, asked.id)
    while drain_once(ground, handlers_of(platform_party(), Outside())).done:
        pass
    return asked.id


def _key(ground: Ground) -> str:
    with ground.work(replace(CLERK)) as work:
        issued = issue_key(work, NewKey(f"bench {uuid4()}", Mode.LIVE, frozenset({"reviewer"})), _roles())
    assert isinstance(issued, IssuedKey), issued
    return issued.secret_text


def _roles() -> frozenset[str]:
    return frozenset(load_permissions(PERMISSIONS).roles)


def _say(done: int) -> None:
    print(f"  {done:,} applications written", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--applications", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = measure(asked.applications, asked.turns)
    if asked.json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        if name != "questions":
            print(f"{name:28} {value:>12,}")


if __name__ == "__main__":
    main()
