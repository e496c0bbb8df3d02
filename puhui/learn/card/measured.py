"""What a card says of any model, measured out of fold: how good, how calibrated, how it treats groups."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from puhui.learn.arrays import Floats
from puhui.learn.card.model import GroupLine, Quality
from puhui.learn.checks.measures import bootstrap_auc, brier, calibration_table, ks
from puhui.learn.checks.validate import Validation
from puhui.learn.spec import Checking
from puhui.learn.table.sample import Sample


def quality_of(
    sample: Sample, found: Validation, calibration: tuple[float, float], checking: Checking, seed: int
) -> Quality:
    """Of every judged row, by its mean out-of-fold log odds made a probability; weighted as the sample is."""
    rows = np.flatnonzero(found.judged)
    shift, slope = calibration
    judged, probability = sample.rows(rows), 1.0 / (1.0 + np.exp(-(shift + slope * found.log_odds[rows])))
    average = np.full(len(judged.bad), float(np.average(judged.bad, weights=judged.weight)))
    low, high = bootstrap_auc(judged.bad, probability, np.random.default_rng(seed), weight=judged.weight)
    return Quality(
        folds=checking.folds,
        repeats=checking.repeats,
        auc=found.auc,
        bootstrap_low=low,
        bootstrap_high=high,
        ks=ks(judged.bad, probability, judged.weight),
        brier=brier(judged.bad, probability, judged.weight),
        brier_of_average=brier(judged.bad, average, judged.weight),
        calibration_shift=shift,
        calibration_slope=slope,
        calibration=calibration_table(judged.bad, probability, judged.weight),
    )


def fairness_of(
    table: pl.DataFrame, columns: Sequence[str], sample: Sample, probability: Floats, found: Validation
) -> tuple[GroupLine, ...]:
    """Of every group of the fairness columns: rows, what happened, what was said, both weighted."""
    lines: list[GroupLine] = []
    for column in columns:
        groups = table[column].cast(pl.String).fill_null("?").to_numpy()
        for group in sorted(set(groups)):
            rows = (groups == group) & found.judged
            if rows.any():
                weight = sample.weight[rows]
                bad = float(np.average(sample.bad[rows], weights=weight))
                said = float(np.average(probability[rows], weights=weight))
                lines.append(GroupLine(column, str(group), int(rows.sum()), bad, said))
    return tuple(lines)
