"""One peer in a process of its own: `python -m benchmarks.graph_expand.alone NAME FOLDER OUT PLAN`."""

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.graph_expand.peers import Walk
from benchmarks.graph_expand.timing import Timed, timed

_TRIED = 10


def main() -> int:
    """Times the peer by the plan: a list of hops, applications, passes. The fastest of its ways counts."""
    name, folder, out, plan = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4])
    try:
        opened = importlib.import_module(f"benchmarks.graph_expand.peers.{name}").opened
    except ImportError:
        return 3
    applications = np.load(folder / "applications.npy").tolist()
    said: dict[str, Any] = {"peer": name}
    begun = time.perf_counter()
    with opened(folder) as ways:
        said["load_seconds"] = time.perf_counter() - begun
        kept: dict[str, np.ndarray] = {}
        for hops, many, passes in plan:
            way, found = _fastest(ways, applications[:many], hops, passes)
            said[str(hops)] = {"way": way, **found.figures()}
            kept |= {f"sizes{hops}": found.sizes, f"marks{hops}": found.marks}
            np.savez(out.with_suffix(".npz"), **kept)
            out.write_text(json.dumps(said))
    return 0


def _fastest(
    ways: dict[str, Walk], applications: list[list[int]], hops: int, passes: int
) -> tuple[str, Timed]:
    tried = {name: timed(way, applications[:_TRIED], hops, 2).seconds.max() for name, way in ways.items()}
    best = min(tried, key=lambda name: tried[name])
    return best, timed(ways[best], applications, hops, passes)


if __name__ == "__main__":
    sys.exit(main())
