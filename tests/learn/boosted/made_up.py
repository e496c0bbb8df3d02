"""Made-up shops for boosted models: numbers, streets, districts, readings of one shop, later years."""

import numpy as np
import polars as pl

from puhui.learn import BoostedSpec
from puhui.learn.spec import Checking, Encoding, Member, MemberKind

QUICK = Member(rounds=40, rate=0.1, leaves=4, rows_in_leaf=10, bags=2)
SPEC = BoostedSpec(
    name="测试提升树",
    key="shop",
    target="late",
    positive="是",
    derive={"margin": "sales - costs", "thin": "ratio(margin, sales)"},
    categories=("street",),
    encoding=Encoding(smoothing_rows=10, counts=True),
    ensemble={"trees": QUICK},
    checking=Checking(folds=3, repeats=1, fairness=("kind",)),
)
LINE = Member(kind=MemberKind.LINEAR, ridge=5)


def shops(rows: int = 400, seed: int = 0) -> pl.DataFrame:
    """Thin margins and bad streets are late; sales and costs alone tell little."""
    rng = np.random.default_rng(seed)
    sales = rng.uniform(50, 100, rows)
    margin = rng.normal(0, 5, rows)
    street = rng.integers(0, 12, rows)
    risk = -0.4 * margin + 0.25 * (street - 6) - 1
    late = rng.random(rows) < 1 / (1 + np.exp(-risk))
    return pl.DataFrame(
        {
            "shop": [f"测试店{number}" for number in rng.permutation(rows)],
            "late": np.where(late, "是", "否"),
            "sales": sales,
            "costs": sales - margin,
            "street": [f"测试路{number}" for number in street],
            "kind": np.where(rng.random(rows) < 0.5, "小吃", "五金"),
            "opened": [
                f"20{year:02}-0{month}-11" for year, month in rng.integers([[10, 1]], [[20, 10]], (rows, 2))
            ],
        }
    )


def readings(frame: pl.DataFrame, times: int = 3, seed: int = 1) -> pl.DataFrame:
    """Every shop `times` times, its numbers read a little differently each time."""
    rng = np.random.default_rng(seed)
    copies = [
        frame.with_columns(
            costs=pl.col("costs") + rng.normal(0, 1, frame.height),
            household=pl.col("shop"),
            shop=pl.format("{}-{}", "shop", pl.lit(number)),
        )
        for number in range(times)
    ]
    return pl.concat(copies).sort("shop")
