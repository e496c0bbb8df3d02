"""Who learns and who judges: whole groups apart, and where there is time, later rows judge."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.learn.boosted.material import Material
from puhui.learn.checks.folds import Fold, folds_of
from puhui.learn.spec import BoostedSpec


def split(material: Material, spec: BoostedSpec, seed: int) -> tuple[Fold, ...]:
    """Every fold. With time: one split at `train_before`, or `folds` later blocks each judged by its past."""
    checking, known = spec.split, material.known
    if known.days is None or checking.time is None:
        return folds_of(material.table, known.bad, checking, seed)
    if checking.train_before:
        earlier = (material.table[checking.time].cast(pl.String) < str(checking.train_before)).to_numpy()
        return (_apart(Fold(np.flatnonzero(earlier), np.flatnonzero(~earlier)), known.groups),)
    return tuple(_apart(fold, known.groups) for fold in _forward(known.days, checking.folds))


def told_split(spec: BoostedSpec) -> Text:
    """How it was split, as a sentence for the card."""
    checking = spec.split
    by_time = f"{checking.time} < {checking.train_before}" if checking.train_before else str(checking.time)
    zh = (
        f"按时间切分（{by_time}），只用更早的行评判更晚的行"
        if checking.time
        else f"{checking.repeats}×{checking.folds} 折交叉验证"
    )
    en = (
        f"split by time ({by_time}), earlier rows learning and later rows judging"
        if checking.time
        else f"{checking.repeats}×{checking.folds} cross-validation"
    )
    if checking.group:
        zh, en = (
            f"{zh}；同一 {checking.group} 的行总在一边",
            f"{en}; rows of one {checking.group} on one side",
        )
    if spec.readings:
        zh = f"{zh}，并作为同一事物的多次读数取平均（训练和打分都如此）"
        en = f"{en}, and averaged as readings of one thing, in learning and in scoring"
    if spec.weight:
        zh = f"{zh}；以 {spec.weight} 加权评判，训练{'也' if spec.weight_in_training else '不'}加权"
        used = "too" if spec.weight_in_training else "not so"
        en = f"{en}; judged weighted by {spec.weight}, learnt {used}"
    return Text(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def _forward(days: np.ndarray, folds: int) -> Iterator[Fold]:
    """Blocks of equal size by time, one day never in two; the first only learns."""
    cuts = np.unique(np.quantile(days, np.linspace(0, 1, folds + 2)[1:-1]))
    block = np.searchsorted(cuts, days, side="right")
    for number in range(1, len(cuts) + 1):
        yield Fold(np.flatnonzero(block < number), np.flatnonzero(block == number))


def _apart(fold: Fold, groups: np.ndarray | None) -> Fold:
    """The fold without learners of a group that also judges."""
    if groups is None:
        return fold
    return Fold(fold.train[~np.isin(groups[fold.train], groups[fold.test])], fold.test)
