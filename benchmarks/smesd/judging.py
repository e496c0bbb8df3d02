"""How ways of learning are judged: by time, by repeated folds that cut no component, matched on degree."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from benchmarks.smesd.reading import Floats
from puhui.learn import auc
from puhui.learn.checks.measures import resampled_interval

FOLDS: Final = 5
Rows = np.ndarray[Any, np.dtype[np.int64]]
Way = Callable[[Rows, Rows, int], Floats]
"""Learns from the first rows, gives a risk for each of the second; the seed is the split's number."""


def splits(component: Rows, repeats: int) -> Iterator[tuple[Rows, Rows]]:
    """Folds over all firms; what hangs together lies on one side, so that no neighbour's label is learnt."""
    parts = np.unique(component)
    for repeat in range(repeats):
        fold = np.random.default_rng(repeat).permutation(len(parts)) % FOLDS
        own = fold[np.searchsorted(parts, component)]
        for number in range(FOLDS):
            yield np.flatnonzero(own != number), np.flatnonzero(own == number)


def judged(way: Way, bad: Floats, cuts: list[tuple[Rows, Rows]]) -> list[float]:
    """One AUC a cut."""
    return [auc(bad[judge], way(teach, judge, turn)) for turn, (teach, judge) in enumerate(cuts)]


def figures(aucs: list[float], base: list[float]) -> dict[str, float]:
    """Mean, spread and the paired gain over `base` with its 95 % interval (Nadeau & Bengio 2003)."""
    own = resampled_interval(aucs, 1 / FOLDS)
    gain = resampled_interval([a - b for a, b in zip(aucs, base, strict=True)], 1 / FOLDS)
    return {
        "auc": own.mean,
        "sd": own.sd,
        "gain": gain.mean,
        "gain_low": gain.low,
        "gain_high": gain.high,
    }


def matched(bad: Floats, degree: Floats, risks: dict[str, Floats], draws: int = 200) -> dict[str, Any]:
    """AUC among bankrupt and living firms with exactly the same number of edges, one drawn for each.

    What is left of a score when degree can tell nothing; mean and spread over the draws.
    """
    rng, found = np.random.default_rng(0), {name: [] for name in risks}
    for _ in range(draws):
        rows = _pairs(bad, degree, rng)
        for name, risk in risks.items():
            found[name].append(auc(bad[rows], risk[rows]))
    ways = {name: {"auc": float(np.mean(it)), "sd": float(np.std(it))} for name, it in found.items()}
    return {"firms": len(rows), "ways": ways}


def _pairs(bad: Floats, degree: Floats, rng: np.random.Generator) -> Rows:
    chosen = []
    for one in np.unique(degree):
        sides = [np.flatnonzero((degree == one) & (bad == side)) for side in (0.0, 1.0)]
        count = min(map(len, sides))
        chosen += [rng.choice(side, count, replace=False) for side in sides]
    return np.concatenate(chosen)
