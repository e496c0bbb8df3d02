"""`python -m benchmarks.fdcompcn [--json] [--repeats N] [--data DIR] [--test DIR --scores OUT.csv]`.

With `--test`, learns from the public part and writes a risk for every company of DIR whose own row has no
label; DIR has the same files (nodes, edges_invest, edges_provide, edges_sale) and may repeat what is public.
"""

import argparse
import json
import sys
from pathlib import Path

import polars as pl

from benchmarks.fdcompcn.measuring import measure, scored, told
from benchmarks.fdcompcn.reading import HERE, read_market


def main(arguments: list[str] | None = None) -> int:
    """The figures, or a file of scores."""
    asked = _asked(arguments)
    if asked.test:
        market = read_market(asked.data, asked.test)
        rows, risks = scored(market)
        pl.DataFrame({"node": market.node[rows], "score": risks}).write_csv(asked.scores)
        print(f"{len(rows):,} companies scored: {asked.scores}", file=sys.stderr)
        return 0
    found = measure(asked.data, asked.repeats)
    print(json.dumps(found, indent=2) if asked.json else found.get("skipped") or told(found))
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fdcompcn", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--repeats", type=int, default=2, help="times five folds")
    parser.add_argument("--data", type=Path, default=HERE, help="the public part")
    parser.add_argument("--test", type=Path, help="companies to score")
    parser.add_argument("--scores", type=Path, default=Path("scores.csv"), help="where the scores go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
