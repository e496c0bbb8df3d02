"""How much better a budget is shared out, how near to the best possible, and how long it takes.

The classical problem on real firms (¥100 million over 302 of them; those that were approved take part), the
same where at least 60 % must be drawn in the end (`real_302_lent`: rates must be chosen together then), and
made-up crowds under every kind of wish at once: concentration by trade, region and band, a share for
inclusive firms, a lid on expected loss, least amounts, whole lots, one rate a band out of 29. Against:
*greedy* by yield, *proportional* to limits (both at each band's own best rate), and *plain*: the whole as one
mixed-integer programme for HiGHS, with a minute. `better` is ours over the other's, less one; a baseline that
breaks a limit says which instead. `gap` is what nothing can be better by, proven.

`python -m benchmarks.allocation [--only real|SIZE] [--json]`
"""

import argparse
import json
import resource
import sys
import time
from dataclasses import replace
from typing import Any, Final

from benchmarks.allocation.making import costs, made_up, menus, real
from benchmarks.allocation.plain import plain
from benchmarks.allocation.simple import broken, greedy, proportional, worth_fen
from puhui.decision.money.allocation import Allocation, Counts, Firms, Wishes, allocate
from puhui.decision.money.allocation.problem import asked

SIZES: Final = (300, 3_000, 30_000, 100_000)
PLAIN_UP_TO: Final = 3_000
PLAIN_SECONDS: Final = 60.0


def measure(only: str | None) -> dict[str, Any]:
    """All figures by their fixed names."""
    found: dict[str, Any] = {}
    if only in {None, "real"}:
        firms = real()
        if firms is None:
            print("allocation: the public invoices are not there; only made-up firms.", file=sys.stderr)
        else:
            found["real_302"] = _compared(*firms)
            found["real_302_lent"] = _compared(
                firms[0], replace(firms[1], counts=Counts.DRAWN, use_least=0.6)
            )
    for size in SIZES:
        if only in {None, str(size)}:
            found[f"made_up_{size}"] = _compared(*made_up(size))
    found["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def _compared(firms: Firms, wishes: Wishes) -> dict[str, Any]:
    it = asked(firms, menus(), costs(), wishes)
    started = time.perf_counter()
    ours = allocate(firms, menus(), costs(), wishes)
    seconds = time.perf_counter() - started
    assert isinstance(ours, Allocation), "the benchmark's own wishes never clash"
    figures: dict[str, Any] = {
        "firms": len(firms),
        "ours_yuan": round(ours.objective_fen / 100),
        "bound_yuan": round(ours.bound_fen / 100),
        "gap": ours.gap,
        "seconds": round(seconds, 3),
        "ways_solved": ours.searched["relaxed_ways"],
        "rates": dict(ours.annual_rate),
    }
    for name, way in (("greedy", greedy), ("proportional", proportional)):
        started = time.perf_counter()
        rates, lots = way(it)
        worth, breaks = worth_fen(it, rates, lots), broken(it, rates, lots)
        figures[name] = {
            "yuan": round(worth / 100),
            "better": ours.objective_fen / worth - 1 if worth > 0 and not breaks else None,
            "breaks": breaks,
            "seconds": round(time.perf_counter() - started, 3),
        }
    if len(firms) <= PLAIN_UP_TO:
        peer = plain(it, PLAIN_SECONDS)
        figures["plain"] = {
            "yuan": None if peer.objective_fen is None else round(peer.objective_fen / 100),
            "bound_yuan": round(peer.bound_fen / 100) if peer.bound_fen < float("inf") else None,
            "seconds": round(peer.seconds, 3),
        }
    return figures


def main() -> None:
    """Print the figures, as a table or with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=["real", *map(str, SIZES)])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.only)
    if given.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for name, figures in found.items():
        if not isinstance(figures, dict):
            print(f"{name} {figures}")
            continue
        ours = f"{figures['ours_yuan']:,} yuan in {figures['seconds']:.2f} s"
        print(f"{name}: {ours}, gap {figures['gap']:.2e}, at {figures['rates']}")
        for other in ("greedy", "proportional"):
            it = figures[other]
            better = "–" if it["better"] is None else f"{it['better']:+.2%}"
            breaks = f", breaks {', '.join(it['breaks'])}" if it["breaks"] else ""
            print(f"  against {other}: {better} ({it['yuan']:,} yuan in {it['seconds']:.2f} s{breaks})")
        if "plain" in figures:
            it = figures["plain"]
            said = "nothing" if it["yuan"] is None else f"{it['yuan']:,} yuan"
            print(f"  one plain programme: {said} in {it['seconds']:.1f} s, bound {it['bound_yuan']}")


if __name__ == "__main__":
    main()
