"""One application, owner and enterprise together, in one process: `python -m benchmarks.graph_request`.

A request is what `puhui.graph.circle.Circles.answer` gives (both circles at four hops with a budget of
20,000 nodes and 200 edges a node, everybody's roles, the walk up to owners and controller, exact, circles of
guarantees through a centre) and the typed features of both centres (`puhui.graph.measured.Near`). On the
generated graphs of `benchmarks.graph_expand` with 3, 10 and 30 million edges; super-nodes are reached and
not walked through. 1,000 applications, best of three passes each.

`over_overlay_p99`: p99 with 2 % of the edges in the overlay ÷ p99 without; the answers must be the same.
`growth_p99`: p99 at the largest ÷ p99 at the smallest. `swapping`: every single answer while another thread
opens and swaps the graph, against the same without swapping. `own_p99_ms` counts this thread's own work
only, for machines that are busy with other things.

`--edges 3,10,30` (millions), `--no-swap`, `--json`. Thirty million take some 6 GiB and three minutes.
"""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.graph_request.graphs import Written, written
from benchmarks.graph_request.swapping import swapped
from benchmarks.graph_request.timing import timed

_OVERLAY_SHARE = 0.02


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.graph_request", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--edges", default="3,10,30", help="millions, by commas")
    parser.add_argument("--no-swap", action="store_true")
    asked = parser.parse_args()
    sizes = [int(float(it) * 1_000_000) for it in asked.edges.split(",")]
    figures = measure(sizes, swap=not asked.no_swap)
    print(json.dumps(figures, indent=2, ensure_ascii=False) if asked.json else _table(figures))


def measure(sizes: list[int], *, swap: bool) -> dict[str, Any]:
    """Each size by itself; the overlay and the swapping at the middle one."""
    figures: dict[str, Any] = {"requests": {}}
    middle = sorted(sizes)[len(sizes) // 2]
    for edges in sizes:
        with tempfile.TemporaryDirectory(prefix="puhui-request-") as folder:
            graph = written(Path(folder), edges, _OVERLAY_SHARE if edges == middle else 0.0)
            found, told = timed(graph.view(), graph.applications)
            figures["requests"][str(edges)] = asdict(found)
            if edges == middle:
                figures |= _overlaid(graph, found.p99_ms, told)
                if swap:
                    figures["swapping"] = asdict(swapped(graph, told))
    by_size = [figures["requests"][str(it)] for it in sorted(sizes)]
    for name in ("p99_ms", "own_p99_ms"):
        figures[f"growth_{name.removesuffix('_ms')}"] = round(by_size[-1][name] / by_size[0][name], 3)
    return figures


def _overlaid(graph: Written, without_ms: float, expected: list[int]) -> dict[str, Any]:
    found, told = timed(graph.overlaid(), graph.applications)
    return {
        "overlay": asdict(found),
        "over_overlay_p99": round(found.p99_ms / without_ms, 3),
        "overlay_differs": sum(one != other for one, other in zip(told, expected, strict=True)),
    }


def _table(figures: dict[str, Any]) -> str:
    head = f"{'':<22}{'p50 ms':>9}{'p99 ms':>9}{'worst':>9}{'own p99':>9}{'nodes p50':>11}{'p99':>8}"
    rows = {f"{int(size) / 1e6:g} million edges": it for size, it in figures["requests"].items()}
    if "overlay" in figures:
        rows["2 % in the overlay"] = figures["overlay"]
    lines = [head]
    for name, it in rows.items():
        times = "".join(f"{it[key]:>9.2f}" for key in ("p50_ms", "p99_ms", "worst_ms", "own_p99_ms"))
        lines.append(f"{name:<22}{times}{it['nodes_p50']:>11,}{it['nodes_p99']:>8,}")
    lines.append(f"growth_p99 {figures['growth_p99']}   own work {figures['growth_own_p99']}")
    if "overlay" in figures:
        differs = figures["overlay_differs"]
        lines.append(f"over_overlay_p99 {figures['over_overlay_p99']}   answers that differ {differs}")
    if "swapping" in figures:
        it = figures["swapping"]
        lines.append(
            f"swapped {it['swaps']} times in {it['answers']:,} answers: {it['wrong']} wrong, "
            f"p99 {it['p99_ms']:.2f} ms (still {it['still_p99_ms']:.2f}), "
            f"worst {it['worst_ms']:.2f} (still {it['still_worst_ms']:.2f})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
