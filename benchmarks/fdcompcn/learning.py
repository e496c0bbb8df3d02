"""Ways to learn: plain LightGBM, trees with random cuts, a line, a kernel; and the mean of their orders."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.stats import rankdata

from benchmarks.fdcompcn.reading import Floats
from benchmarks.smesd.learning import members, plain, risk

SPEC: Final = Path(__file__).parents[1] / "specs" / "fdcompcn.yaml"
MIXED: Final = {"trees": 1.0, "kernel": 1.0, "line": 0.5}
"""Weights of the mixture: by hand, before the last folds were drawn."""

Way = Callable[[Any, Any, int], Floats]


def ways(seen: dict[str, Floats], fraud: Floats) -> dict[str, Way]:
    """Each learns from some rows and gives others a risk; the plain one first, the mixture last."""
    ensemble = members(SPEC)
    random, line = {"random": ensemble["random"]}, {"line": ensemble["line"]}

    def trees(*names: str) -> Way:
        values = np.column_stack([seen[it] for it in names])
        return lambda teach, judge, turn: risk(values, fraud, teach, judge, random, seed=100 * turn)

    found: dict[str, Way] = {
        "plain LightGBM": lambda teach, judge, _: plain(seen["figures"], fraud, teach, judge),
        "trees: places, missing": trees("places"),
        "trees: + ties": trees("places", "ties"),
        "trees: + figures to assets": trees("places", "to assets"),
        "trees: + figures to assets, ties": trees("places", "to assets", "ties"),
        "trees: + figures to assets, ties, neighbours": trees("places", "to assets", "ties", "neighbours"),
        "line": lambda teach, judge, _: risk(seen["bell"], fraud, teach, judge, line),
        "kernel": lambda teach, judge, _: _kernel(seen["bell"], fraud, teach, judge),
    }
    parts = {
        "trees": found["trees: + figures to assets, ties"],
        "kernel": found["kernel"],
        "line": found["line"],
    }
    return {**found, "mixture": lambda *split: _mixed(parts, *split)}


def _mixed(parts: dict[str, Way], teach: Any, judge: Any, turn: int) -> Floats:
    orders = [weight * rankdata(parts[name](teach, judge, turn)) for name, weight in MIXED.items()]
    return np.asarray(np.sum(orders, axis=0) / (sum(MIXED.values()) * max(len(orders[0]), 1)))


def _kernel(values: Floats, fraud: Floats, teach: Any, judge: Any) -> Floats:
    from sklearn.svm import SVC  # noqa: PLC0415 - slow to load

    machine = SVC(C=1.0, gamma=0.15 / values.shape[1], class_weight="balanced")
    return np.asarray(machine.fit(values[teach], fraud[teach]).decision_function(values[judge]))
