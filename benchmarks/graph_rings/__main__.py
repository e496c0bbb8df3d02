"""`python -m benchmarks.graph_rings [--json] [--people N]`: precision and recall of each kind of ring.

The rules were chosen in towns of seeds 1 to 7 and 101 to 108; these have other seeds, most other settings.
A finding is right when it overlaps a planted ring of its kind at a Jaccard index of a half (`matching.py`).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.graph_rings.intervals import interval
from benchmarks.graph_rings.matching import JACCARD_LEAST, Score, scored
from benchmarks.graph_rings.reading import read_town, read_truth
from puhui.graph.rings import search_rings

TOWNS: Final[dict[str, tuple[str, ...]]] = {
    "plain": ("--seed", "201"),
    "plain, again": ("--seed", "202"),
    "noise 0.5": ("--seed", "203", "--noise", "0.5"),
    "noise 2": ("--seed", "204", "--noise", "2"),
    "few owners": ("--seed", "205", "--prevalence", "0.08"),
    "many owners": ("--seed", "206", "--prevalence", "0.25"),
    "few rings": ("--seed", "207", "--rings", "0.3"),
    "many rings": ("--seed", "208", "--rings", "2"),
}


def main() -> int:
    """One line a town and kind, then all towns together."""
    asked = _asked()
    towns = {name: _measured(name, options, asked.people) for name, options in TOWNS.items()}
    whole = {kind: _together([it["kinds"][kind] for it in towns.values()]) for kind in _kinds(towns)}
    figures = {"jaccard_least": JACCARD_LEAST, "people": asked.people, "towns": towns, "together": whole}
    if asked.json:
        print(json.dumps(figures, indent=2, ensure_ascii=False))
    else:
        _tell(figures)
    return 0


def _measured(name: str, options: tuple[str, ...], people: int) -> dict[str, Any]:
    print(f"▸ {name}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="puhui-rings-") as folder:
        make = [
            sys.executable,
            "-m",
            "town.make",
            "--people",
            str(people),
            "--out",
            f"{folder}/town",
            *options,
        ]
        subprocess.run(make, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        town = read_town(Path(folder) / "town")
        begun = perf_counter()
        search = search_rings(town.edges, town.day, applications=town.applications)
        seconds = perf_counter() - begun
        scores = scored(search.findings, read_truth(Path(folder) / "town", town))
    return {
        "options": " ".join(options),
        "nodes": town.edges.nodes,
        "edges": len(town.edges),
        "seconds": round(seconds, 2),
        "cut_short": [it.en for it in search.cut_short],
        "kinds": {kind.value: _figures(score) for kind, score in scores.items()},
    }


def _figures(score: Score) -> dict[str, Any]:
    return {
        "planted": score.planted,
        "found": score.found,
        "matched": score.matched,
        "recall": round(score.recall, 3),
        "precision": round(score.precision, 3),
        "mistaken": dict(score.mistaken),
    }


def _together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    planted, found, matched = (sum(row[it] for row in rows) for it in ("planted", "found", "matched"))
    mistaken: dict[str, int] = defaultdict(int)
    for row in rows:
        for name, many in row["mistaken"].items():
            mistaken[name] += many
    return {
        "planted": planted,
        "found": found,
        "matched": matched,
        "recall": round(matched / planted, 3),
        "recall_interval": interval(matched, planted),
        "precision": round(matched / found, 3) if found else None,
        "precision_interval": interval(matched, found),
        "worst_recall": min(row["recall"] for row in rows),
        "worst_precision": min(row["precision"] for row in rows),
        "mistaken": dict(sorted(mistaken.items(), key=lambda it: -it[1])),
    }


def _kinds(towns: dict[str, Any]) -> list[str]:
    return list(next(iter(towns.values()))["kinds"])


def _tell(figures: dict[str, Any]) -> None:
    for name, town in figures["towns"].items():
        print(f"{name} ({town['options']}): {town['edges']:,} edges, {town['seconds']} s")
        for kind, row in town["kinds"].items():
            print(
                f"  {kind:20} planted {row['planted']:3} found {row['found']:3} "
                f"recall {row['recall']:.3f} precision {row['precision']:.3f} {row['mistaken'] or ''}"
            )
    print("together")
    for kind, row in figures["together"].items():
        print(
            f"  {kind:20} recall {row['recall']:.3f} {row['recall_interval']} "
            f"(worst {row['worst_recall']:.3f})  precision {row['precision']} {row['precision_interval']} "
            f"(worst {row['worst_precision']:.3f})"
        )


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graph_rings", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--people", type=int, default=20_000, help="people of each town")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
