"""Whether a town tells the truth by construction: ids in order, or one column that knows it all."""

from typing import Any

import numpy as np

from puhui.features import person_catalogue
from puhui.identify.owner.scoring import matrix
from puhui.identify.owner.training import Labelled
from puhui.learn import auc


def leaks_of(people: Labelled) -> dict[str, Any]:
    """AUC of each column alone, either way round, unknown in the middle: the strongest, and the ids'."""
    names = [feature.name for feature in person_catalogue() if feature.name in people.features.columns]
    rows, runs = matrix(people.features, names), people.runs.astype(np.float64)
    found = {name: _alone(runs, rows[:, place].astype(np.float64)) for place, name in enumerate(names)}
    known = {name: _known(runs, rows[:, place]) for place, name in enumerate(names)}
    best = max(found, key=lambda name: found[name])
    most = max(known, key=lambda name: known[name])
    return {
        "strongest": {"column": best, "auc": round(found[best], 4)},
        "filled_only_for_some": {"column": most, "auc": round(known[most], 4)},
        "id_order": round(_alone(runs, np.arange(len(runs), dtype=np.float64)), 4),
    }


def _alone(runs: Any, values: Any) -> float:
    known = ~np.isnan(values)
    middle = np.median(values[known]) if known.any() else 0.0
    found = auc(runs, np.where(known, values, middle))
    return max(found, 1 - found)


def _known(runs: Any, values: Any) -> float:
    found = auc(runs, (~np.isnan(values)).astype(np.float64))
    return max(found, 1 - found)
