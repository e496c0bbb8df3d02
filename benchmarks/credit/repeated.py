"""Ways of telling bad from good, over the same repeated folds; and how far choosing among many flatters.

A *way* learns from some rows and says how risky others are. Two ways are compared fold by fold with the
corrected resampled t interval (Nadeau & Bengio 2003). Where people looked at many columns before they named
a few, the figure of those few is hopeful; `choosing` is the figure without the people: a machine looks at
all columns, and chooses anew inside every fold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.learn import BoostedSpec, auc
from puhui.learn.arrays import Floats
from puhui.learn.boosted.judging import directions
from puhui.learn.boosted.material import gather
from puhui.learn.boosted.members import fit_member
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.measures import Interval, resampled_interval
from puhui.learn.scorecard.logistic import fit_logistic
from puhui.learn.spec import Member
from puhui.learn.table.sample import Sample

PLAIN: Final = Member(
    rounds=100, rate=0.1, leaves=31, rows_in_leaf=20, columns_share=1, rows_share=1, ridge=0, bags=1
)
"""LightGBM as it comes."""
_GAIN: Final = 0.002
_INNER_FOLDS, _INNER_REPEATS = 5, 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers of every row, by name, and which rows are bad."""

    names: tuple[str, ...]
    values: Floats
    bad: Floats


Way = Callable[[np.ndarray, np.ndarray], Floats]
"""From the rows that learn and the rows that are asked to the log odds of the latter."""


def columns_of(table: pl.DataFrame, spec: BoostedSpec) -> Columns:
    """The columns a spec looks at, its derived ones too."""
    material = gather(table, spec)
    if isinstance(material, list):
        raise SystemExit("\n".join(problem.sentence() for problem in material))
    return Columns(material.seen.names, material.seen.values, material.known.bad)


def stratified(bad: Floats, folds: int, repeats: int, seed: int = 0) -> tuple[Fold, ...]:
    """Repeated folds with like shares of bad rows."""
    from sklearn.model_selection import RepeatedStratifiedKFold  # noqa: PLC0415 - slow to load

    split = RepeatedStratifiedKFold(n_splits=folds, n_repeats=repeats, random_state=seed)
    return tuple(Fold(train, test) for train, test in split.split(bad, bad))


def aucs(way: Way, bad: Floats, folds: Sequence[Fold]) -> list[float]:
    """The AUC of each fold."""
    return [auc(bad[fold.test], way(fold.train, fold.test)) for fold in folds]


def told(values: Sequence[float], share: float) -> dict[str, float]:
    """Mean, spread and interval of the folds' AUCs or of their differences."""
    found: Interval = resampled_interval(values, share)
    return {"mean": found.mean, "sd": found.sd, "low": found.low, "high": found.high}


def member_way(columns: Columns, member: Member, ways: tuple[int, ...] | None = None, seed: int = 0) -> Way:
    """One member of an ensemble on all these columns."""
    toward = ways or (0,) * len(columns.names)

    def way(train: np.ndarray, asked: np.ndarray) -> Floats:
        ones = np.ones(len(train))
        sample = Sample(columns.names, columns.values[train], columns.bad[train], ones)
        return fit_member(sample, member, toward, seed).log_odds(columns.values[asked])

    return way


def spec_way(table: pl.DataFrame, spec: BoostedSpec) -> Way:
    """All members of a spec, each made calibrated inside the fold, counting alike."""
    columns = columns_of(table, spec)
    toward = directions(columns.names, spec)
    ways = [member_way(columns, member, toward) for member in spec.ensemble.values()]
    if len(ways) == 1:
        return ways[0]

    def way(train: np.ndarray, asked: np.ndarray) -> Floats:
        return np.asarray(
            np.sum([_slope(one, columns.bad, train) * one(train, asked) for one in ways], axis=0)
        )

    return way


def _slope(way: Way, bad: Floats, train: np.ndarray) -> float:
    """How sure of itself a member may be: the slope of its log odds on learning rows it did not see."""
    inner = stratified(bad[train], _INNER_FOLDS, 1)
    said = np.zeros(len(train))
    for fold in inner:
        said[fold.test] = way(train[fold.train], train[fold.test])
    _, (slope,) = fit_logistic(said[:, None], bad[train], np.ones(len(train)), 1e-6)
    return max(float(slope), 1e-3)


def choosing(pool: Columns, most: int, ridge: float, chosen: list[tuple[str, ...]] | None = None) -> Way:
    """A line on columns that are chosen from the pool inside the fold, forward one by one, by inner folds.

    Every choice is noted in `chosen`.
    """

    def way(train: np.ndarray, asked: np.ndarray) -> Floats:
        inner = stratified(pool.bad[train], _INNER_FOLDS, _INNER_REPEATS)
        tame = _tamed(pool.values, train)
        kept = _forward(tame[train], pool.bad[train], inner, most, ridge)
        if chosen is not None:
            chosen.append(tuple(pool.names[one] for one in kept))
        return _line(tame[train][:, kept], pool.bad[train], ridge)(tame[asked][:, kept])

    return way


def best_of(
    pool: Columns,
    choices: Sequence[tuple[int, ...]],
    ridge: float,
    chosen: list[tuple[str, ...]] | None = None,
) -> Way:
    """A line on the one of `choices` that is best over the inner folds, chosen anew inside each fold."""

    def way(train: np.ndarray, asked: np.ndarray) -> Floats:
        inner = stratified(pool.bad[train], _INNER_FOLDS, 1)
        tame, bad = _tamed(pool.values, train), pool.bad[train]
        learnt = tame[train]
        best = max(choices, key=lambda one: _inner_auc(learnt[:, list(one)], bad, inner, ridge))
        if chosen is not None:
            chosen.append(tuple(pool.names[one] for one in best))
        return _line(learnt[:, list(best)], bad, ridge)(tame[asked][:, list(best)])

    return way


def _forward(values: Floats, bad: Floats, inner: Sequence[Fold], most: int, ridge: float) -> list[int]:
    kept: list[int] = []
    reached = 0.5
    while len(kept) < most:
        found = [
            (_inner_auc(values[:, [*kept, one]], bad, inner, ridge), -one)
            for one in range(values.shape[1])
            if one not in kept
        ]
        best, place = max(found)
        if best < reached + _GAIN:
            break
        kept, reached = [*kept, -place], best
    return kept


def _inner_auc(values: Floats, bad: Floats, inner: Sequence[Fold], ridge: float) -> float:
    return float(
        np.mean(
            [
                _ranks_auc(bad[one.test], _line(values[one.train], bad[one.train], ridge)(values[one.test]))
                for one in inner
            ]
        )
    )


def _ranks_auc(bad: Floats, risk: Floats) -> float:
    """The AUC of few rows, quickly."""
    higher = risk[bad > 0][:, None] - risk[bad == 0][None, :]
    return float((np.sign(higher) / 2 + 0.5).mean())


def _line(values: Floats, bad: Floats, ridge: float) -> Callable[[Floats], Floats]:
    """Ridge logistic regression by Newton's steps, standardised as `members.line` does."""
    means, spreads = values.mean(axis=0), values.std(axis=0)
    spreads = np.where(spreads > 0, spreads, 1.0)
    design = np.column_stack([np.ones(len(values)), (values - means) / spreads])
    penalty = np.append(1e-6, np.full(values.shape[1], ridge))
    found = np.zeros(design.shape[1])
    for _ in range(15):
        said = 1.0 / (1.0 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (said - bad) + penalty * found
        bent = (design * (said * (1 - said))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(bent, slope)
        found = found - step
        if np.abs(step).max() < 1e-5:
            break
    return lambda asked: found[0] + ((asked - means) / spreads) @ found[1:]


def _tamed(values: Floats, train: np.ndarray) -> Floats:
    """Signed logarithms; what is missing is the middle of the rows that learn."""
    tame = np.sign(values) * np.log1p(np.abs(values))
    middle = np.nan_to_num(np.nanmedian(tame[train], axis=0))
    return np.where(np.isnan(tame), middle, tame)


def line_of(found: dict[str, Any]) -> str:
    """`0.923 ± 0.052 (0.882 … 0.964)`."""
    return f"{found['mean']:.4f} ± {found['sd']:.4f} ({found['low']:.4f} … {found['high']:.4f})"
