"""What learns from the table: the members of the spec, each asked for an order, the orders averaged."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.stats import rankdata

from benchmarks.smesd.reading import Floats
from puhui.learn import BoostedSpec, load_model_spec
from puhui.learn.boosted.members import fit_member
from puhui.learn.spec import Member
from puhui.learn.table.sample import Sample

SPEC: Final = Path(__file__).parents[1] / "specs" / "smesd.yaml"


def members(spec: Path = SPEC) -> dict[str, Member]:
    """The members that the spec names."""
    found = load_model_spec(spec)
    if not isinstance(found, BoostedSpec):
        raise SystemExit(str(found))
    return found.ensemble


def risk(
    values: Floats, bad: Floats, teach: Any, judge: Any, ensemble: dict[str, Member], seed: int = 0
) -> Floats:
    """The judged rows' risk from 0 to 1: the mean of their places in every member's order.

    Labels of other rows than `teach` are not read; a place is relative to the rows judged together.
    """
    names = tuple(map(str, range(values.shape[1])))
    sample = Sample(names, values[teach], bad[teach], np.ones(len(bad[teach])))
    ways = (0,) * len(names)
    orders = [
        rankdata(fit_member(sample, member, ways, seed).log_odds(values[judge]))
        for member in ensemble.values()
    ]
    return np.asarray(np.mean(orders, axis=0) / max(len(orders[0]), 1))


def plain(values: Floats, bad: Floats, teach: Any, judge: Any) -> Floats:
    """The baseline: LightGBM as it comes, 100 rounds."""
    import lightgbm  # noqa: PLC0415 - the peer

    settings = {"objective": "binary", "verbose": -1, "num_threads": 1, "deterministic": True}
    model = lightgbm.train(settings, lightgbm.Dataset(values[teach], bad[teach]), 100)
    return np.asarray(model.predict(values[judge], raw_score=True), np.float64)
