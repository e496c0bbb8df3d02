"""Who is reached around owner and enterprise: `python -m benchmarks.graph_expand [--json]`.

A made-up graph of ten million edges, a thousand applications, three hops (and four), each node's newest 200
edges. Ours against a C loop over the same arrays and against peers, which must all reach the same nodes;
PostgreSQL's recursive query over the bare edges is the oracle. `--edges`, `--peers a,b` for less.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.graph_expand.limit import Limit, has_compiler
from benchmarks.graph_expand.making import make
from benchmarks.graph_expand.peers import NAMES
from benchmarks.graph_expand.sharing import CAP, share
from benchmarks.graph_expand.telling import told
from benchmarks.graph_expand.timing import Timed, timed
from puhui.graph.engine import Engine, Snapshot, Walker, write_snapshot

_PASSES: Final = 3
_PLAN: Final = {3: 1000, 4: 100}
"""Hops, and of how many applications; four hops reach a tenth of a million nodes, and peers take seconds."""
_ORACLE: Final = "postgresql"
_THREE_HOPS_ONLY: Final = ("ladybug",)
"""A thousand walks of three hops take it ten minutes already."""
_SECONDS_AT_MOST: Final = 1500


def main() -> int:
    """Measures and says it; the exit code is 1 where somebody reached other nodes than the oracle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--edges", type=int, default=10_000_000)
    parser.add_argument("--peers", default=",".join(NAMES))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="puhui-graph-") as folder:
        figures = measure(Path(folder), asked.edges, [it for it in asked.peers.split(",") if it])
    print(json.dumps(figures, indent=2) if asked.json else told(figures))
    return 0 if figures["same_sets"] else 1


def measure(folder: Path, edges: int, peers: list[str]) -> dict[str, Any]:
    """Everything in one run on one machine, one after the other."""
    snapshot, applications = _prepared(folder, edges)
    walker = Walker(Engine(snapshot).look())
    ours = {
        hops: timed(lambda starts, far: walker.walk(starts, far, CAP).ids, applications[:many], hops, _PASSES)
        for hops, many in _PLAN.items()
    }
    figures: dict[str, Any] = {
        "nodes": snapshot.nodes,
        "edges": snapshot.edges,
        "cap": CAP,
        "bytes_per_edge": snapshot.bytes_per_edge(),
        "ours": {str(hops): {**it.figures(), **_sizes(it)} for hops, it in ours.items()},
    }
    figures |= _limit(snapshot, applications, ours)
    found = {name: _alone(name, folder) for name in peers}
    figures["peers"] = {name: it[0] for name, it in found.items()}
    for hops, key in ((3, "ratio_p99"), (4, "ratio_p99_4_hops")):
        figures[key] = {name: _ratio(it[0], ours[hops], hops) for name, it in found.items()}
    figures["differing"] = {name: _differing(it[1], ours) for name, it in found.items() if it[1]}
    figures["same_sets"] = not any(figures["differing"].values())
    figures["oracle"] = _ORACLE if found.get(_ORACLE, ({}, {}))[1] else None
    return figures


def _prepared(folder: Path, edges: int) -> tuple[Snapshot, list[list[int]]]:
    made = make(edges)
    write_snapshot(folder / "snapshot", made.edges)
    snapshot = Snapshot.open(folder / "snapshot")
    if not isinstance(snapshot, Snapshot):
        raise RuntimeError(snapshot.code)
    share(made, snapshot, folder)
    folder.chmod(0o711)
    return snapshot, made.applications.tolist()


def _sizes(ours: Timed) -> dict[str, Any]:
    return {"reached_p50": float(np.median(ours.sizes)), "reached_most": int(ours.sizes.max())}


def _limit(snapshot: Snapshot, applications: list[list[int]], ours: dict[int, Timed]) -> dict[str, Any]:
    if not has_compiler():
        return {"limit": "no compiler", "over_limit_p99": None, "over_limit_p99_4_hops": None}
    limit, said = Limit(snapshot), {}
    for hops, many in _PLAN.items():
        starts = np.array(applications[:many], np.int32)
        seconds, sizes = limit.measure(starts, hops, CAP, _PASSES)
        if not (sizes == ours[hops].sizes).all():
            raise RuntimeError("the C loop reached other nodes")
        said[hops] = Timed(seconds, sizes.astype(np.int64), ours[hops].marks).figures()
    over = {hops: ours[hops].figures()["p99_ms"] / said[hops]["p99_ms"] for hops in _PLAN}
    return {
        "limit": {str(hops): it for hops, it in said.items()},
        "over_limit_p99": over[3],
        "over_limit_p99_4_hops": over[4],
    }


def _alone(name: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """A peer's figures and the sets it reached; a sentence and nothing where it cannot be had."""
    out = folder / f"{name}.json"
    farthest = 3 if name in _THREE_HOPS_ONLY else 4
    plan = json.dumps([[hops, many, _PASSES] for hops, many in _PLAN.items() if hops <= farthest])
    command = [sys.executable, "-m", "benchmarks.graph_expand.alone", name, str(folder), str(out), plan]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS_AT_MOST, check=False)
    except subprocess.TimeoutExpired:
        run = subprocess.CompletedProcess(command, 124, "", "took too long")
    if run.returncode == 3:
        return {"said": "not installed"}, {}
    if not out.is_file():
        return {"said": run.stderr.strip().splitlines()[-1:] or ["failed"]}, {}
    return json.loads(out.read_text()), dict(np.load(out.with_suffix(".npz")))


def _ratio(said: dict[str, Any], ours: Timed, hops: int) -> float | None:
    if str(hops) not in said:
        return None
    return float(said[str(hops)]["p99_ms"] / ours.figures()["p99_ms"])


def _differing(reached: dict[str, Any], ours: dict[int, Timed]) -> int:
    """How many applications reached another set than ours did; ours is held against the oracle this way."""
    return sum(
        int((reached[f"marks{hops}"] != it.marks).sum())
        for hops, it in ours.items()
        if f"marks{hops}" in reached
    )


if __name__ == "__main__":
    sys.exit(main())
