"""The watch, measured: `python -m benchmarks.watch`.

`drift`: false alarms over stable months and days until a moved figure calls, at 5, 20 and 100 decisions a
day, ours beside plain PSI > 0.2 on the same decisions. `speed`: seconds and memory of a run and of a night.

`--only drift|speed`, `--months N` (default 200), `--decisions N` (default 20,000), `--days N`, `--json`.
"""

import argparse
import json
from typing import Any

from benchmarks.watch import drift, speed

_RATES = (5, 20, 100)


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.watch", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=["drift", "speed"])
    parser.add_argument("--months", type=int, default=200)
    parser.add_argument("--decisions", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures: dict[str, Any] = {}
    if asked.only != "speed":
        figures["true_psi"] = {str(move): round(drift.true_psi(move), 3) for move in drift.MOVES}
        figures["drift"] = {str(rate): drift.measure(asked.months, rate) for rate in _RATES}
    if asked.only != "drift":
        figures["speed"] = speed.measure(asked.decisions, asked.days)
    print(json.dumps(figures, indent=2) if asked.json else _table(figures))


def _table(figures: dict[str, Any]) -> str:
    lines = []
    for rate, both in figures.get("drift", {}).items():
        lines.append(f"{rate} decisions a day{'ours':>32}{'plain':>10}")
        lines += [
            f"  {name:<44}{both['ours'][name]!s:>8}{both['plain'][name]!s:>10}" for name in both["ours"]
        ]
    lines += [f"{name:<24}{value:>12}" for name, value in figures.get("speed", {}).items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
