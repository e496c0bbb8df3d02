"""`python -m benchmarks.smesd [--json] [--quick] [--repeats N] [--data DIR] [--test DIR --scores OUT.csv]`.

With `--test`, learns from the public part and writes a risk for every firm of DIR whose own row has no label;
DIR has the same four files (companies, edges, hyperedges, lawsuits) and may repeat what is public.
"""

import argparse
import json
import sys
from pathlib import Path

import polars as pl

from benchmarks.smesd.measuring import measure, scored, told
from benchmarks.smesd.reading import HERE, read_world


def main(arguments: list[str] | None = None) -> int:
    """The figures, or a file of scores."""
    asked = _asked(arguments)
    if asked.test:
        world = read_world(asked.data, asked.test)
        rows, risks = scored(world)
        pl.DataFrame({"company_idx": world.firms["company_idx"].gather(rows), "score": risks}).write_csv(
            asked.scores
        )
        print(f"{len(rows):,} firms scored: {asked.scores}", file=sys.stderr)
        return 0
    found = measure(asked.data, 1 if asked.quick else asked.repeats, quick=asked.quick)
    print(json.dumps(found, indent=2) if asked.json else found.get("skipped") or told(found))
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.smesd", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--repeats", type=int, default=2, help="times five folds")
    parser.add_argument("--quick", action="store_true", help="one repeat, without the mixture")
    parser.add_argument("--data", type=Path, default=HERE, help="the public part")
    parser.add_argument("--test", type=Path, help="firms to score")
    parser.add_argument("--scores", type=Path, default=Path("scores.csv"), help="where the scores go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
