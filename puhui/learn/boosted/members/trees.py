"""Many small trees (LightGBM): boosted, boosted at random cuts, or a forest.

The score of a row is the mean over the bags of the sum of its trees; its parts are TreeSHAP values (Lundberg
et al. 2020), which add up to that sum exactly.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.spec import Member, MemberKind
from puhui.learn.table.sample import Evened, Sample

if TYPE_CHECKING:
    from lightgbm import Booster

_EXPLAINED_AT_ONCE: Final = 20_000
_QUIET: Final = {"verbose": -1, "num_threads": 1}
"""One thread a bag and the bags side by side: threads that wait for each other are slow on a busy machine."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trained trees, one LightGBM model text a bag."""

    bags: tuple["Booster", ...]

    def log_odds(self, values: Floats) -> Floats:
        """The mean of the bags."""
        raw = [np.asarray(bag.predict(values, raw_score=True)) for bag in self.bags]
        return np.asarray(np.mean(raw, axis=0), dtype=np.float64)

    def parts(self, values: Floats) -> Floats:
        """One part a column and last the base; a row's parts add up to its log odds."""
        blocks = [
            np.mean([np.asarray(bag.predict(block, pred_contrib=True)) for bag in self.bags], axis=0)
            for block in np.array_split(values, max(1, -(-len(values) // _EXPLAINED_AT_ONCE)))
        ]
        return np.concatenate(blocks).astype(np.float64)

    def texts(self) -> tuple[str, ...]:
        """The model as LightGBM writes it."""
        return tuple(bag.model_to_string() for bag in self.bags)


def trees_of(texts: tuple[str, ...]) -> Trees:
    """The trees of texts that `Trees.texts` gave. Raises ValueError for any other text."""
    import lightgbm  # noqa: PLC0415 - slow to load; commands that score nothing need not wait

    try:
        return Trees(tuple(lightgbm.Booster(model_str=text) for text in texts))
    except lightgbm.basic.LightGBMError as error:
        raise ValueError(str(error)) from error


def fit_trees(sample: Sample, member: Member, directions: tuple[int, ...], seed: int) -> Trees:
    """Train every bag on the same rows from its own seed; the same seed gives the same trees."""
    import lightgbm  # noqa: PLC0415 - slow to load

    settings = _settings(member, directions)
    if sample.evened:
        settings["objective"] = _evened_objective(sample, sample.evened)

    def trained(bag: int) -> "Booster":
        table = lightgbm.Dataset(sample.values, sample.bad, weight=sample.weight, params=_QUIET)
        return lightgbm.train({**settings, "seed": seed + bag}, table, member.rounds)

    with ThreadPoolExecutor(max_workers=min(member.bags, os.cpu_count() or 1)) as threads:
        return Trees(tuple(threads.map(trained, range(member.bags))))


def _evened_objective(sample: Sample, evened: Evened) -> Callable[..., tuple[Floats, Floats]]:
    """The usual log loss, and the pull that brings groups together; the pull's own curvature is small."""

    def slopes(log_odds: Floats, _: object) -> tuple[Floats, Floats]:
        probability = 1.0 / (1.0 + np.exp(-log_odds))
        slope = sample.weight * (probability - sample.bad) + evened.pull(log_odds, sample.weight)
        return slope, sample.weight * np.maximum(probability * (1.0 - probability), 1e-3)

    return slopes


def _settings(member: Member, directions: tuple[int, ...]) -> dict[str, Any]:
    settings: dict[str, Any] = {
        **_QUIET,
        "objective": "binary",
        "learning_rate": member.rate,
        "num_leaves": member.leaves,
        "min_child_samples": member.rows_in_leaf,
        "feature_fraction_bynode": member.columns_share,
        "bagging_fraction": member.rows_share,
        "bagging_freq": 1,
        "lambda_l2": member.ridge,
        "deterministic": True,
        "force_row_wise": True,
    }
    if any(directions):
        settings |= {"monotone_constraints": list(directions), "monotone_constraints_method": "advanced"}
    if member.kind is MemberKind.RANDOM_TREES:
        settings["extra_trees"] = True
    if member.kind is MemberKind.FOREST:
        settings["boosting"] = "rf"
    return settings
