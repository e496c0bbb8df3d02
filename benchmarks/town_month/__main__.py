"""A month of a made-up town through the real database path: `python -m benchmarks.town_month [--json]`.

Everybody who asked in that month registers, consents, uploads papers, is verified, declares debts, applies
and is decided, through the rooms, each in a transaction of its own, with the clock at their own minute. A
shadow that two people approved decides beside. Then every decision and everything that the shadow said is
made again from its record alone and compared byte for byte; the shadow is set beside the champion; and two
policies are backtested over the month, with the ends fourteen months later from the town's own loan ledger,
into a report.

`replayed_identical`: decisions whose replay gave the same bytes, of `replayed`; the same of the shadow.
`backtest`: ends are known of those only to whom the town's lender lent and whose loan has ended.

`--people N` (default 50,000: some 200 applications), `--seed N`, `--month 2026-12`, `--out FILE`: the report.
"""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.town_month.measuring import measure


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.town_month", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--month", default="2026-12")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "puhui-town-month.html")
    asked = parser.parse_args()
    figures = measure(asked.people, asked.seed, date.fromisoformat(f"{asked.month}-01"), asked.out)
    if asked.json:
        json.dump(figures, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _print(figures)


def _print(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        told = ", ".join(f"{one} {it}" for one, it in value.items()) if isinstance(value, dict) else value
        print(f"{name:<22} {told}")


if __name__ == "__main__":
    main()
