"""`python -m benchmarks.identify.owner_model [--out DIR] [--towns DIR]`: the model that ships, made again.

Makes the towns that teach and those that check (29 of 8,000 people), learns, and writes model and card. The
same code and versions of LightGBM and numpy give the same bytes.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.identify.owners.towns import CHECKING, LEARNING, made
from puhui.identify.owner.held import SHIPPED
from puhui.identify.owner.training import Made, make_owner_model

_SEED: Final = 20261123
_MADE_ON: Final = date(2026, 11, 23)


def main() -> int:
    """Write the folder; 1 where it could not be learnt."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identify.owner_model", description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the model's folder")
    parser.add_argument("--towns", type=Path, help="keep the towns here, and use those that lie there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        result = _learnt(asked.towns or Path(scratch), asked.out)
    print(result)
    return 0 if result.startswith("owner-") else 1


def _learnt(folder: Path, out: Path) -> str:
    places = []
    for town in (*LEARNING, *CHECKING):
        print(f"▸ {town.name}", file=sys.stderr, flush=True)
        places.append(made(town, folder))
    found = make_owner_model(places, out, today=_MADE_ON, seed=_SEED, on_step=_tell, kept_out=len(CHECKING))
    return found.version if isinstance(found, Made) else found.sentence()


def _tell(step: str, done: int, whole: int | None) -> None:
    print(f"▸ {step} {done}/{whole}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
