"""`python -m benchmarks.credit [--json] [--only PART …] [--data DIR] [--quick]`: every part in one run.

A part is a module here with `measure(data, quick) -> dict` and `told(figures) -> str`; a part whose data set
does not lie beside the checkout answers `{"skipped": why}`.
"""

import argparse
import importlib
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

PARTS: Final = ("sba", "hmda", "berka", "invoices")


def main() -> int:
    """Print each part as it is done; with --json one object at the end."""
    asked = _asked()
    found: dict[str, Any] = {}
    for name in asked.only or PARTS:
        print(f"▸ {name}", file=sys.stderr, flush=True)
        found[name] = _measured(name, asked.data, asked.quick, told=not asked.json)
    if asked.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _measured(name: str, data: Path, quick: bool, *, told: bool) -> dict[str, Any]:
    module = f"benchmarks.credit.{name}"
    if find_spec(module) is None:
        return {"skipped": f"{module} is not there"}
    part = importlib.import_module(module)
    figures: dict[str, Any] = part.measure(data, quick)
    if told:
        skipped = figures.get("skipped")
        print(f"{name}: {skipped}" if skipped else part.told(figures), flush=True)
    return figures


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.credit", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts only")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the public data sets")
    parser.add_argument("--quick", action="store_true", help="fewer folds and rows")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
