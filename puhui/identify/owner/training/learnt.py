"""The recipe: trees that learn how much likelier what is seen is of an owner than of somebody else.

Every population's own share of owners is given to the trees as a starting score, so that they learn
likelihood ratios and not how common owners were where they learnt; the share is added again where they are
used. Whole sources are dropped at random from half of the rows, so that the trees know what to do when most
are missing. Whole populations are kept out to decide how many trees there are and to check the probabilities.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from puhui.features import PersonSource
from puhui.identify.owner.forest import Floats, Sums
from puhui.identify.owner.held import KIND, SHIPPED
from puhui.identify.owner.model import RUNNING
from puhui.identify.owner.scoring import columns_of_sources, matrix
from puhui.identify.owner.training.people import Labelled

OnStep = Callable[[str, int, int | None], None]
_TREES, _PATIENCE = 300, 30
_KIND_TREES: Final = 90
_FEWEST_KINDS: Final = 100
_SHAPE: Final[dict[str, Any]] = {
    "learning_rate": 0.05,
    "num_leaves": 31,
    "max_depth": 8,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 8.0,
    "min_gain_to_split": 0.02,
    "max_bin": 63,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
    "num_threads": 1,
}
_LEAST_GAIN_SHARE: Final = 0.0007
_FEW_COLUMNS_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Stack:
    """Rows of several populations, one after the other."""

    rows: Floats
    runs: NDArray[np.bool_]
    kind: NDArray[np.int64]
    start: Sums

    def of(self, features: Sequence[str], all_features: Sequence[str]) -> Floats:
        """Some of the columns."""
        places = [all_features.index(name) for name in features]
        return np.ascontiguousarray(self.rows[:, places])


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, as LightGBM's text, with what turns sums into log odds at `prior`."""

    owner_text: str
    kind_text: str
    features: tuple[str, ...]
    intercept: float
    slope: float
    prior: float
    trees: int
    trained_on: tuple[tuple[str, int, float], ...]
    checked_on: tuple[tuple[str, int, float], ...]


def learn_owners(
    learning: Sequence[Labelled], checking: Sequence[Labelled], seed: int, on_step: OnStep
) -> Learnt:
    """Two forests: who runs a business, and, of those who do, in which way."""
    names = tuple(name for columns in columns_of_sources().values() for name in columns)
    rng = np.random.default_rng(seed)
    taught, held = _stacked(learning, names, rng), _stacked(checking, names, rng)
    on_step("choose", 0, 3)
    kept = _chosen(taught, names, seed)
    on_step("owner", 1, 3)
    owner, score = _owner(taught, held, kept, names, seed)
    on_step("kind", 2, 3)
    kind = _kind(taught, kept, names, seed)
    intercept, slope = _straightened(held, score)
    prior = round(float(np.mean([one.prevalence for one in learning])), 4)
    return Learnt(
        owner_text=owner.model_to_string(num_iteration=owner.best_iteration),
        kind_text=kind,
        features=kept,
        intercept=round(intercept + float(np.log(prior / (1 - prior))), 6),
        slope=slope,
        prior=prior,
        trees=owner.best_iteration,
        trained_on=_about(learning),
        checked_on=_about(checking),
    )


def without(rows: Floats, features: Sequence[str], gone: NDArray[np.bool_]) -> Floats:
    """The same rows where `gone[row, source]` could not be seen."""
    copied = rows.copy()
    for place, source in enumerate(PersonSource):
        own = [at for at, name in enumerate(features) if name in columns_of_sources()[source]]
        copied[np.ix_(np.flatnonzero(gone[:, place]), np.array(own, np.intp))] = np.nan
    return copied


def _stacked(populations: Sequence[Labelled], names: Sequence[str], rng: np.random.Generator) -> Stack:
    """Everybody as they are, and once more with sources gone, each person with a chance of their own.

    Of a quarter of the copies single features are gone as well, as in a table that has few columns.
    """
    parts = []
    for people in populations:
        rows = matrix(people.features, names)
        chance = rng.random((len(rows), 1))
        gone = rng.random((len(rows), len(PersonSource))) < chance
        fewer = without(rows, names, gone)
        few = rng.random(len(rows)) < _FEW_COLUMNS_SHARE
        fewer[rng.random(rows.shape) < np.where(few, rng.random(len(rows)), 0.0)[:, None]] = np.nan
        start = np.full(2 * len(rows), np.log(people.prevalence / (1 - people.prevalence)))
        parts.append(
            Stack(
                np.concatenate([rows, fewer]),
                np.tile(people.runs, 2),
                np.tile(people.kind, 2),
                start,
            )
        )
    return Stack(*(np.concatenate([getattr(part, name) for part in parts]) for name in Stack.__slots__))


def _chosen(taught: Stack, names: Sequence[str], seed: int) -> tuple[str, ...]:
    """The features that a short run finds worth asking; fewer columns are read and explained faster."""
    import lightgbm  # noqa: PLC0415 - only training needs it

    data = lightgbm.Dataset(taught.rows, taught.runs, init_score=taught.start, feature_name=list(names))
    short = lightgbm.train({**_SHAPE, "objective": "binary", "seed": seed, "learning_rate": 0.15}, data, 80)
    gain = short.feature_importance("gain")
    keep = gain >= _LEAST_GAIN_SHARE * gain.sum()
    return tuple(name for name, kept in zip(names, keep, strict=True) if kept)


def _owner(
    taught: Stack, held: Stack, kept: Sequence[str], names: Sequence[str], seed: int
) -> tuple[Any, Sums]:
    import lightgbm  # noqa: PLC0415

    data = lightgbm.Dataset(
        taught.of(kept, names), taught.runs, init_score=taught.start, feature_name=list(kept)
    )
    rows = held.of(kept, names)
    check = lightgbm.Dataset(rows, held.runs, init_score=held.start, reference=data)
    grown = lightgbm.train(
        {**_SHAPE, "objective": "binary", "metric": "binary_logloss", "seed": seed},
        data,
        _TREES,
        valid_sets=[check],
        callbacks=[lightgbm.early_stopping(_PATIENCE, verbose=False)],
    )
    return grown, np.asarray(grown.predict(rows, raw_score=True, num_iteration=grown.best_iteration))


def _kind(taught: Stack, kept: Sequence[str], names: Sequence[str], seed: int) -> str:
    """Where too few kinds are told, those of the model that ships are kept."""
    import lightgbm  # noqa: PLC0415

    told = np.flatnonzero(taught.kind >= 0)
    if len(told) < _FEWEST_KINDS:
        return (SHIPPED / KIND).read_text(encoding="utf-8")
    data = lightgbm.Dataset(taught.of(kept, names)[told], taught.kind[told], feature_name=list(kept))
    shape = {**_SHAPE, "objective": "multiclass", "num_class": len(RUNNING), "seed": seed, "num_leaves": 15}
    return str(lightgbm.train(shape, data, _KIND_TREES).model_to_string())


def _straightened(held: Stack, score: Sums) -> tuple[float, float]:
    """Intercept and slope that make the checked populations' log odds right on average (Platt 1999)."""

    def _loss(line: Sums) -> float:
        odds = line[0] + line[1] * score + held.start
        return float(np.logaddexp(0.0, np.where(held.runs, -odds, odds)).mean())

    found = minimize(
        _loss, np.array([0.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-9}
    )
    return round(float(found.x[0]), 6), round(float(found.x[1]), 6)


def _about(populations: Sequence[Labelled]) -> tuple[tuple[str, int, float], ...]:
    return tuple((one.name, one.features.height, one.prevalence) for one in populations)
