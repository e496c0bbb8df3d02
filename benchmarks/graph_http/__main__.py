"""How long looking around an application takes over HTTP, on a generated graph in PostgreSQL.

Fills a scratch database (`filling`), writes the snapshot, runs `puhui up` on it, asks about every application
`passes` times; of each the best counts. `p99_ms`: out of memory. `tables_p99_ms`: the same as of a day in the
past, from the tables. `young_p99_ms`: with relations recorded after the snapshot laid over it. `snapshot`:
seconds, peak memory of the process that writes it, bytes an edge. `cpu_ms`: processor time of program and
database for one request, which a busy machine does not lengthen. Aim: p99 under 50 ms.

`python -m benchmarks.graph_http [--edges 1000000] [--applications 200] [--hops 4] [--json]`
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
import psycopg

from benchmarks.graph_http.filling import CLERK, fill
from benchmarks.queued.serving import Served, platform
from puhui.app.api import PERMISSIONS
from puhui.graph.engine import Snapshot
from puhui.graph.serving import Made, make_snapshot
from puhui.ground import Ground, Mode, Settings, open_ground
from puhui.ground.database import embedded_server
from puhui.ground.identity import IssuedKey, NewKey, issue_key
from puhui.ground.permission import load_permissions

AROUND: Final = "/api/v1/graph/around"
PASSES: Final = 3
_YOUNG: Final = """
    INSERT INTO graph.relation (id, mode, kind, from_node, to_node, source, valid_from, weight, recorded_at)
    SELECT gen_random_uuid(), 'live', 'post', 'person:young' || mod(n, 1000), r.to_node, 'registration',
        DATE '2026-11-01', 0, now()
    FROM (SELECT to_node, row_number() OVER () AS n FROM graph.relation TABLESAMPLE SYSTEM (5)
        WHERE kind = 'post' LIMIT %(many)s) r
"""


def measure(edges: int, applications: int, hops: int, young: int) -> dict[str, Any]:
    """All figures by their fixed names."""
    with tempfile.TemporaryDirectory(prefix="puhui-graph-http-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with embedded_server(home, durable=False) as server:
            url = server.url()
            plain = url.replace("postgresql+psycopg", "postgresql")
            settings = Settings(home=home, database_url=url, durable=False)
            with open_ground(settings) as ground:
                filled = fill(ground, plain, edges, applications, _say)
                snapshot = _snapshot(ground, home)
                key = _key(ground)
            with platform(home, url) as served, _client(served.address, key) as client:
                now = _timed(served, client, filled.applications, hops)
                _say(f"now {now}")
                past = _timed(served, client, filled.applications[:40], hops, as_of="2026-11-20")
                _say(f"tables {past}")
                with psycopg.connect(plain) as connection:
                    connection.execute(_YOUNG, {"many": young})
                later = _timed(served, client, filled.applications, hops)
    return {
        "edges": filled.edges,
        "hops": hops,
        "fill_seconds": filled.seconds,
        "snapshot": snapshot,
        "now": now,
        "tables": past,
        "young_edges": young,
        "young": later,
        "p99_ms": now["p99_ms"],
        "tables_p99_ms": past["p99_ms"],
        "young_p99_ms": later["p99_ms"],
    }


def _snapshot(ground: Ground, home: Path) -> dict[str, Any]:
    began = time.perf_counter()
    made = make_snapshot(ground.engine, home, Mode.LIVE, ground.clock.now())
    assert isinstance(made, Made), made
    opened = Snapshot.open(made.folder / "graph")
    assert isinstance(opened, Snapshot)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sizes = {name: round(size, 1) for name, size in opened.bytes_per_edge().items()}
    _say(f"snapshot {made.nodes:,} nodes, {made.edges:,} edges, {sizes}")
    return {"seconds": round(time.perf_counter() - began, 1), "peak_mb": peak_mb, "bytes_an_edge": sizes}


def _client(address: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=120)


def _timed(
    served: Served, client: httpx.Client, applications: list[UUID], hops: int, **asked: str
) -> dict[str, Any]:
    best = dict.fromkeys(applications, float("inf"))
    sizes: list[int] = []
    client.post(
        AROUND, json={"application_id": str(applications[0]), "hops": hops, **asked}
    ).raise_for_status()
    before = sum(served.cpu_ms())
    for turn in range(PASSES):
        for it in applications:
            began = time.perf_counter()
            told = client.post(AROUND, json={"application_id": str(it), "hops": hops, **asked})
            best[it] = min(best[it], (time.perf_counter() - began) * 1000)
            if turn == 0:
                sizes.append(told.raise_for_status().json()["reached"])
    times = sorted(best.values())
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * 0.99))], 1),
        "worst_ms": round(times[-1], 1),
        "cpu_ms": round((sum(served.cpu_ms()) - before) / (PASSES * len(applications)), 1),
        "reached_p50": int(statistics.median(sizes)),
        "reached_most": max(sizes),
    }


def _key(ground: Ground) -> str:
    roles = load_permissions(PERMISSIONS).roles
    with ground.work(CLERK) as work:
        issued = issue_key(work, NewKey("bench", Mode.LIVE, frozenset({"reviewer"})), roles)
    assert isinstance(issued, IssuedKey)
    return issued.secret_text


def _say(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--applications", type=int, default=200)
    parser.add_argument("--hops", type=int, default=4)
    parser.add_argument("--young", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = measure(asked.edges, asked.applications, asked.hops, asked.young)
    print(json.dumps(figures, indent=None if asked.json else 2))


if __name__ == "__main__":
    main()
