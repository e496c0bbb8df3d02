"""A made-up table: eighty good and forty bad shops, one telling column and one of noise."""

import numpy as np
import polars as pl

from puhui.learn import ScorecardSpec
from puhui.learn.spec import Checking, Risk

SPEC = ScorecardSpec(
    name="测试卡",
    key="shop",
    target="late",
    positive="是",
    risk={"gap": Risk.RISES},
    exclude={"grade": "等于答案 It is the answer"},
    checking=Checking(folds=4, repeats=2),
)


def shops(rows: int = 120, seed: int = 0) -> pl.DataFrame:
    """A third are late; `gap` tells, `noise` does not, `grade` is the answer itself."""
    rng = np.random.default_rng(seed)
    late = rng.permutation(np.arange(rows) % 3 == 0)
    return pl.DataFrame(
        {
            "shop": [f"测试店{number}" for number in rng.permutation(rows)],
            "late": np.where(late, "是", "否"),
            "gap": rng.normal(size=rows) + 1.5 * late,
            "noise": rng.normal(size=rows),
            "grade": late.astype(int),
        }
    )
