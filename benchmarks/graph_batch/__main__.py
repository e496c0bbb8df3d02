"""`python -m benchmarks.graph_batch [--json] [--edges N] [--only puhui,scipy]`: whole-graph measures, timed.

The generated owner–enterprise graph (6 million nodes, 10 million edges). Every engine works on its own form
of the graph, taken in beforehand (seconds told apart); best of `--passes`, DuckDB once; seconds on the wall
and of the processor. Answers stand beside times: how many components, how far apart the scores.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.graph_batch.engines import ENGINES
from benchmarks.graph_expand.making import make

_ONCE = {"duckdb"}


def measure(edges: int = 10_000_000, passes: int = 3, only: set[str] | None = None) -> dict[str, Any]:
    """Seconds of each engine, and each peer's over ours."""
    graph = make(edges).edges
    found: dict[str, Any] = {"nodes": graph.nodes, "edges": len(graph), "engines": {}}
    components, scores = None, None
    for name, prepare in ENGINES.items():
        if only and name not in only:
            continue
        began = time.perf_counter()
        try:
            ready = prepare(graph)
        except ImportError:
            found["engines"][name] = "not installed"
            continue
        took = {"taken_in_seconds": round(time.perf_counter() - began, 2)}
        times = 1 if name in _ONCE else passes
        count, took["components_seconds"], took["components_cpu_seconds"] = _best(ready.components, times)
        components = components or count
        told: dict[str, Any] = {**took, "components": count, "same_components": count == components}
        if ready.propagation:
            held, told["propagation_seconds"], told["propagation_cpu_seconds"] = _best(
                ready.propagation, times
            )
            scores = held if scores is None else scores
            told["scores_apart_at_most"] = round(_apart(held, scores), 6)
        found["engines"][name] = {**told, "note": ready.note}
    return found | _ratios(found["engines"])


def _best(work: Callable[[], Any], passes: int) -> tuple[Any, float, float]:
    answer, wall, cpu = None, float("inf"), float("inf")
    for _ in range(passes):
        began, burnt = time.perf_counter(), time.process_time()
        answer = work()
        wall, cpu = min(wall, time.perf_counter() - began), min(cpu, time.process_time() - burnt)
    return answer, round(wall, 3), round(cpu, 3)


def _apart(held: Any, scores: Any) -> float:
    """The middle relative difference: engines that treat lonely nodes in their own way differ there alone."""
    return float(np.median(np.abs(held / held.sum() - scores / scores.sum()) / (scores / scores.sum())))


def _ratios(engines: dict[str, Any]) -> dict[str, Any]:
    ours = engines.get("puhui")
    peers = {name: it for name, it in engines.items() if name != "puhui" and isinstance(it, dict)}
    if not isinstance(ours, dict):
        return {}
    return {
        f"ratio_{what}": {
            name: round(it[f"{what}_seconds"] / ours[f"{what}_seconds"], 2) for name, it in peers.items()
        }
        for what in ("components", "propagation")
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--edges", type=int, default=10_000_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    found = measure(asked.edges, asked.passes, set(filter(None, asked.only.split(","))) or None)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{found['nodes']:,} nodes, {found['edges']:,} edges")
    for name, told in found["engines"].items():
        print(f"{name:10} {told}")
    for what in ("ratio_components", "ratio_propagation"):
        print(what, found.get(what))


if __name__ == "__main__":
    main()
