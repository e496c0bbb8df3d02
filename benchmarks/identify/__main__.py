"""`python -m benchmarks.identify [--json] [--only PART …] [--data DIR] [--quick]`: every part in one run.

A part is a module here with `measure(data, quick) -> dict` and `told(figures) -> str`; a part whose data set
does not lie beside the checkout answers `{"skipped": why}`.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any, Final

PARTS: Final = ("owner", "scf", "industry", "industry_levels", "speed", "linkage", "licence")


def main() -> int:
    """Print each part as it is done; with --json one object at the end."""
    asked = _asked()
    found: dict[str, Any] = {}
    for name in asked.only or PARTS:
        print(f"▸ {name}", file=sys.stderr, flush=True)
        part = importlib.import_module(f"benchmarks.identify.{name}")
        found[name] = part.measure(asked.data, asked.quick)
        if not asked.json:
            skipped = found[name].get("skipped")
            print(f"{name}: {skipped}" if skipped else part.told(found[name]), flush=True)
    if asked.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identify", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts only")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the public data sets")
    parser.add_argument("--quick", action="store_true", help="fewer folds and rows")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
