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

from benchmarks.graph_expand.beside import beside_the_limit
from benchmarks.graph_expand.making import make
from benchmarks.graph_expand.peers import NAMES
from benchmarks.graph_expand.plan import PASSES, PLAN
from benchmarks.graph_expand.sharing import CAP, share
from benchmarks.graph_expand.telling import told
from benchmarks.graph_expand.timing import Timed
from puhui.graph.engine import Snapshot, write_snapshot

_ORACLE: Final = "postgresql"
_OVER: Final = {3: "over_limit_p99", 4: "over_limit_p99_4_hops"}
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
    ours, limit, over = beside_the_limit(snapshot, applications)
    figures: dict[str, Any] = {
        "nodes": snapshot.nodes,
        "edges": snapshot.edges,
        "cap": CAP,
        "bytes_per_edge": snapshot.bytes_per_edge(),
        "ours": {str(hops): {**it.figures(), **_sizes(it)} for hops, it in ours.items()},
    }
    figures["limit"] = {str(hops): it.figures() for hops, it in limit.items()} or "no compiler"
    figures |= {key: _middle(over.get(hops)) for hops, key in _OVER.items()}
    figures |= {f"{key}_spread": _ends(over.get(hops)) for hops, key in _OVER.items()}
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


def _middle(ratios: list[float] | None) -> float | None:
    return float(np.median(ratios)) if ratios else None


def _ends(ratios: list[float] | None) -> list[float] | None:
    return [min(ratios), max(ratios)] if ratios else None


def _alone(name: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """A peer's figures and the sets it reached; a sentence and nothing where it cannot be had."""
    out = folder / f"{name}.json"
    plan = json.dumps([[hops, many, PASSES] for hops, many in PLAN.items()])
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
    many = said[str(hops)]["applications"]
    return float(said[str(hops)]["p99_ms"] / ours.first(many).figures()["p99_ms"])


def _differing(reached: dict[str, Any], ours: dict[int, Timed]) -> int:
    """How many applications reached another set than ours did; ours is held against the oracle this way."""
    return sum(
        int((reached[f"marks{hops}"] != it.marks[: len(reached[f"marks{hops}"])]).sum())
        for hops, it in ours.items()
        if f"marks{hops}" in reached
    )


if __name__ == "__main__":
    sys.exit(main())
