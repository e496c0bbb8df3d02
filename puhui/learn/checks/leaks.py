"""Signs that a column knows the answer: each found here is told, and stays in the card."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.arrays import Floats
from puhui.learn.checks.measures import auc
from puhui.learn.spec import ScorecardSpec
from puhui.learn.table.sample import Sample

_KEY_AUC = 0.65


def leak_warnings(labelled: pl.DataFrame, sample: Sample, spec: ScorecardSpec) -> tuple[Problem, ...]:
    """A feature that nearly is the target; a key whose order or digits carry it."""
    alone = [(name, _strength(sample.values[:, place], sample)) for place, name in enumerate(sample.names)]
    warnings = [_feature(name, found) for name, found in alone if found > spec.checking.leak_auc]
    key_strength = _strength(_digits(labelled[spec.key].to_list()), sample)
    if key_strength > _KEY_AUC:
        warnings.append(_key(spec.key, key_strength))
    return tuple(warnings)


def _strength(values: Floats, sample: Sample) -> float:
    known = ~np.isnan(values)
    bad = sample.bad[known]
    if known.sum() < 2 or bad.min() == bad.max():
        return 0.5
    found = auc(bad, values[known], sample.weight[known])
    return max(found, 1 - found)


def _digits(keys: Sequence[object]) -> Floats:
    """The number inside a key: `E123` is 123."""
    digits = ["".join(letter for letter in str(key) if letter.isdigit()) for key in keys]
    return np.array([float(one[-15:]) if one else np.nan for one in digits])


def _feature(name: str, found: float) -> Problem:
    return Problem(
        "leak.feature",
        Text(
            f"特征 {name} 单独的 AUC 达 {found:.3f}，可能写于结果之后。",
            f"Feature {name} alone reaches an AUC of {found:.3f}; it may be written after the outcome.",
        ),
        Text("请核实其产生时间，必要时放进 exclude。", "Check when it is known and exclude it if in doubt."),
        name,
    )


def _key(name: str, found: float) -> Problem:
    return Problem(
        "leak.key",
        Text(
            f"编号 {name} 本身就带有结果（AUC {found:.3f}）；它从不作为特征。",
            f"The key {name} itself carries the label (AUC {found:.3f}); it is never a feature.",
        ),
        Text("请勿按编号顺序切分样本。", "Do not split the sample by the order of keys."),
        name,
    )
