"""Run every benchmark, one process each: `python -m benchmarks [--json]`."""

import json
import subprocess
import sys
from pathlib import Path


def names() -> list[str]:
    """Every module or package of this folder that is a benchmark."""
    here = Path(__file__).parent
    alone = {path.stem for path in here.glob("*.py") if not path.stem.startswith("_")}
    return sorted(alone | {path.parent.name for path in here.glob("*/__main__.py")})


def main() -> int:
    """The figures of all benchmarks; the exit code is that of the worst."""
    as_json, worst, found = "--json" in sys.argv, 0, {}
    for name in names():
        print(f"▸ {name}", file=sys.stderr, flush=True)
        arguments = [sys.executable, "-m", f"benchmarks.{name}", *(["--json"] if as_json else [])]
        run = subprocess.run(arguments, stdout=subprocess.PIPE if as_json else None, text=True, check=False)
        worst = max(worst, abs(run.returncode))
        if as_json and run.returncode == 0 and run.stdout.strip():
            found[name] = json.loads(run.stdout)
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    return worst


if __name__ == "__main__":
    sys.exit(main())
