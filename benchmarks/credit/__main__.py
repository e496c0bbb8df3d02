"""`python -m benchmarks.credit [--json] [--only PART …] [--data DIR] [--quick]`: every part in one run.

A part is a module here with `measure(data, quick) -> dict` and `told(figures) -> str`; a part whose data set
does not lie beside the checkout answers `{"skipped": why}`. One that has `drawn(figures)` is also written as
a page into the report's folder.
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
        found[name] = _measured(name, asked)
    if asked.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _measured(name: str, asked: argparse.Namespace) -> dict[str, Any]:
    module = f"benchmarks.credit.{name}"
    if find_spec(module) is None:
        return {"skipped": f"{module} is not there"}
    part = importlib.import_module(module)
    figures: dict[str, Any] = part.measure(asked.data, asked.quick)
    skipped = figures.get("skipped")
    if not asked.json:
        print(f"{name}: {skipped}" if skipped else part.told(figures), flush=True)
    if asked.report and not skipped and hasattr(part, "drawn"):
        asked.report.mkdir(parents=True, exist_ok=True)
        (asked.report / f"{name}.html").write_text(part.drawn(figures), encoding="utf-8")
    return figures


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.credit", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts only")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the public data sets")
    parser.add_argument("--quick", action="store_true", help="fewer folds and rows")
    parser.add_argument("--report", type=Path, help="a folder for pages with drawings")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
