"""The comparison in one run: every way over the same folds, and from train to valid."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.fdcompcn.learning import ways
from benchmarks.fdcompcn.reading import Floats, Market, read_market
from benchmarks.fdcompcn.views import views
from benchmarks.smesd.judging import FOLDS, Rows, figures, judged
from benchmarks.smesd.table import refuse_numbers
from puhui.learn import auc


def measure(data: Path, repeats: int) -> dict[str, Any]:
    """All figures by their fixed names."""
    if not (data / "nodes.csv.gz").exists():
        return {"skipped": f"{data} is not there"}
    market = read_market(data)
    seen, known = _seen(market), np.flatnonzero(~np.isnan(market.fraud))
    cuts = [(known[one], known[other]) for one, other in _splits(market.fraud[known], repeats)]
    found: dict[str, Any] = {}
    base: list[float] = []
    for name, way in ways(seen, market.fraud).items():
        aucs = judged(way, market.fraud, cuts)
        base = base or aucs
        found[name] = figures(aucs, base)
        print(f"  {name}: {np.mean(aucs):.4f}", file=sys.stderr, flush=True)
    return {
        "companies": len(known),
        "fraud": int(market.fraud[known].sum()),
        "splits": len(cuts),
        "ways": found,
        "number_alone": auc(market.fraud[known], -market.node[known].astype(float)),
    }


def scored(market: Market) -> tuple[Rows, Floats]:
    """Rows that were asked for and their risk, learnt from all others whose label is known."""
    teach = np.flatnonzero(~market.asked & ~np.isnan(market.fraud))
    judge = np.flatnonzero(market.asked)
    return judge, ways(_seen(market), market.fraud)["mixture"](teach, judge, 0)


def told(found: dict[str, Any]) -> str:
    """The table for people."""
    lines = [
        f"FDCompCN, {found['companies']:,} companies, {found['fraud']} of them misreported;"
        f" {found['splits']} folds",
        f"(the node number alone: {found['number_alone']:.3f}: an artefact, never a feature)",
    ]
    for name, one in found["ways"].items():
        gain = f"{one['gain']:+.4f} ({one['gain_low']:+.4f} … {one['gain_high']:+.4f})"
        lines.append(f"  {name:<46} {one['auc']:.4f} ± {one['sd']:.4f}   against plain {gain}")
    return "\n".join(lines)


def _seen(market: Market) -> dict[str, Floats]:
    seen = views(market)
    for name, values in seen.items():
        refuse_numbers(values, tuple(f"{name} {it}" for it in range(values.shape[1])), market.node)
    return seen


def _splits(fraud: Floats, repeats: int) -> Iterator[tuple[Rows, Rows]]:
    """Folds with both classes spread evenly."""
    for repeat in range(repeats):
        mixed = np.random.default_rng(repeat).permutation(len(fraud))
        order = mixed[np.argsort(fraud[mixed], kind="stable")]
        fold = np.empty(len(fraud), np.int64)
        fold[order] = np.arange(len(fraud)) % FOLDS
        for number in range(FOLDS):
            yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)
