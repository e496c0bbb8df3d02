"""`python -m benchmarks.graph_registrations [--json] [--data DIR]`: agents told from rings, for real."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np
import polars as pl

from benchmarks.graph_registrations.by_hand import agreement
from benchmarks.graph_registrations.register import FILE, Public, read_public
from puhui.graph.rings.hands import UNKNOWN, Bound, Sign, bound, judged

_BANDS: Final = ((3, 3), (4, 7), (8, 19), (20, 10**9))
_COLUMN: Final = {Sign.ADDRESS: "address", Sign.REPRESENTATIVE: "legal_representative"}


def main() -> int:
    """Figures of the register, of the groups, and how they agree with a sample read by hand."""
    asked = _asked()
    if not (asked.data / FILE).exists():
        figures: dict[str, Any] = {"skipped": f"no {FILE} beside the checkout"}
    else:
        figures = _measured(asked.data)
    if asked.json:
        print(json.dumps(figures, indent=2, ensure_ascii=False))
    elif "skipped" in figures:
        print(figures["skipped"])
    else:
        _tell(figures)
    return 0


def _measured(data: Path) -> dict[str, Any]:
    begun = perf_counter()
    public = read_public(data)
    read = perf_counter()
    bonds = bound(public.register)
    return {
        "firms": len(public.register),
        "read_seconds": round(read - begun, 1),
        "representatives": _counts(public.register.representative),
        "addresses": _counts(public.register.address),
        "groups": _groups(bonds),
        "address": _sign(public, Sign.ADDRESS, bonds),
        "representative": _sign(public, Sign.REPRESENTATIVE, bonds),
        "judge_seconds": round(perf_counter() - read, 1),
    }


def _counts(key: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[str, int]:
    many = np.bincount(key[key != UNKNOWN])
    several = many[many > 1]
    return {
        "known": int((many > 0).sum()),
        "of_several_firms": len(several),
        "firms_there": int(several.sum()),
        "of_twenty_or_more": int((many >= 20).sum()),
        "largest": int(many.max()),
    }


def _groups(bonds: Bound) -> dict[str, int]:
    """Firms that two signs hold together; a group that is mostly branches is a chain."""
    many = np.bincount(bonds.group)
    branches = np.bincount(bonds.group, weights=bonds.chain != UNKNOWN)
    chain = branches >= many / 2
    return {
        "of_two_or_more": int((many >= 2).sum()),
        "chains_of_three_or_more": int(((many >= 3) & chain).sum()),
        "hands_of_three_or_more": int(((many >= 3) & ~chain).sum()),
        "firms_in_hands_of_three_or_more": int(many[(many >= 3) & ~chain].sum()),
        "largest_hand": int(many[~chain].max()),
        "largest_chain": int(many[chain].max()),
    }


def _sign(public: Public, sign: Sign, bonds: Bound) -> dict[str, Any]:
    found = judged(public.register, sign, bonds)
    key = public.register.address if sign is Sign.ADDRESS else public.register.representative
    names = dict(zip(key.tolist(), public.rows[_COLUMN[sign]].to_list(), strict=True))
    verdicts = pl.Series([it.value for it in found.verdict])
    bands = {
        f"{low}" if low == high else f"{low}-{high}" if high < 10**9 else f"{low}+": dict(
            sorted(Counter(verdicts.filter(pl.Series((found.firms >= low) & (found.firms <= high)))).items())
        )
        for low, high in _BANDS
    }
    read = agreement(sign, [names[it] for it in found.key.tolist()], found.verdict)
    return {"by_firms": bands, "read_by_hand": read}


def _tell(figures: dict[str, Any]) -> None:
    print(f"{figures['firms']:,} firms, read in {figures['read_seconds']} s")
    for name in ("representatives", "addresses", "groups"):
        print(f"{name}: " + ", ".join(f"{key} {value:,}" for key, value in figures[name].items()))
    for sign in Sign:
        print(f"{sign.value}: {figures[sign.value]['by_firms']}")
        for verdict, row in figures[sign.value]["read_by_hand"].items():
            print(f"  {verdict}: {row}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graph_registrations", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the public data sets")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
