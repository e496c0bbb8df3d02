"""Which rows learn and which rows judge: repeated stratified folds, whole groups, or time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.learn.spec import Checking


@dataclass(frozen=True, slots=True)
class Fold:
    """Row numbers that learn and row numbers that judge."""

    train: np.ndarray
    test: np.ndarray


def folds_of(labelled: pl.DataFrame, bad: np.ndarray, checking: Checking, seed: int) -> tuple[Fold, ...]:
    """All folds of a spec, the same for every model that is compared on them.

    With `time` and `train_before` there is one split, earlier rows learning and later ones judging; with
    `group` a group (a household, a firm) never lies on both sides.
    """
    if checking.time and checking.train_before:
        earlier = (labelled[checking.time].cast(pl.String) < str(checking.train_before)).to_numpy()
        return (Fold(np.flatnonzero(earlier), np.flatnonzero(~earlier)),)
    groups = labelled[checking.group].rank("dense").to_numpy() if checking.group else None
    return tuple(_shuffled(bad, groups, checking, seed))


def _shuffled(bad: np.ndarray, groups: np.ndarray | None, checking: Checking, seed: int) -> Iterator[Fold]:
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold  # noqa: PLC0415 - slow to load

    splitter = StratifiedKFold if groups is None else StratifiedGroupKFold
    for repeat in range(checking.repeats):
        split = splitter(checking.folds, shuffle=True, random_state=seed + repeat)
        for train, test in split.split(np.zeros(len(bad)), bad, groups):
            yield Fold(train, test)
