"""Does a household own a business (SCF 2019)? Each step of ours beside plain LightGBM, same households.

Repeated cross-validation by household, judged weighted by WGT. The last ways are what `puhui model train` and
`puhui model score` do: the whole training, its own cross-validation and choice of members included, runs on
the learning households only, and the others are scored as strangers without HBUS and WGT.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.learn import (
    About,
    BoostedSpec,
    Scored,
    TrainedBoosted,
    auc,
    load_model_spec,
    read_table,
    score_boosted,
    train_boosted,
)
from puhui.learn.checks.measures import resampled_interval
from puhui.learn.spec import Checking, Member

SPEC: Final = Path(__file__).parents[1] / "specs" / "scf2019.yaml"
FOLDS: Final = 5
REPEATS: Final = 2
_NEVER: Final = ("YY1", "Y1", "WGT", "HBUS")
_INNER: Final = Checking(folds=3, repeats=1)
_ONE: Final = {"trees": Member(columns_share=0.07, bags=2)}

Floats = np.ndarray[Any, np.dtype[np.float64]]
Way = Callable[[pl.DataFrame, pl.DataFrame], Floats]
"""Learns from the first households; gives a score for every row of the others."""


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """AUC of every way over the same households, and each way's difference to plain LightGBM."""
    place = (data or Path("../shared/data")) / "scf2019" / "households_train.csv.gz"
    if not place.exists():
        return {"skipped": f"{place} is not there"}
    frame = read_table(place)
    spec = load_model_spec(SPEC)
    if not isinstance(frame, pl.DataFrame) or not isinstance(spec, BoostedSpec):
        raise SystemExit(f"{frame if not isinstance(frame, pl.DataFrame) else spec}")
    splits = list(_splits(frame, 1 if quick else REPEATS))
    ways, found = _ways(spec), {}
    for name, way in ways.items():
        started = perf_counter()
        found[name] = [_judged(way, frame, test) for test in splits]
        seconds = perf_counter() - started
        print(f"  {name}: {np.mean(found[name]):.4f} ({seconds:.0f} s)", flush=True)
    return {
        "households": frame["YY1"].n_unique(),
        "splits": len(splits),
        "ways": {name: _figures(aucs, found["plain LightGBM"]) for name, aucs in found.items()},
        "wgt_alone_unweighted": _wgt_alone(frame),
    }


def told(figures: dict[str, Any]) -> str:
    """The table for people."""
    lines = [
        f"SCF 2019, {figures['households']:,} households, {figures['splits']} splits by household,"
        " weighted AUC",
        f"(WGT alone, unweighted: {figures['wgt_alone_unweighted']:.3f}: a design artefact, never a feature)",
    ]
    for name, one in figures["ways"].items():
        gain = f"{one['gain']:+.4f} ({one['gain_low']:+.4f} … {one['gain_high']:+.4f})"
        lines.append(f"  {name:<58} {one['auc']:.4f} ± {one['sd']:.4f}   against plain {gain}")
    return "\n".join(lines)


def _ways(spec: BoostedSpec) -> dict[str, Way]:
    nonwage = {"nonwage": spec.derive["nonwage"]}
    plain = replace(spec, checking=_INNER, readings=False, derive={}, ensemble=_ONE)
    return {
        "plain LightGBM": lambda learn, judge: _plain(learn, judge, weighted=True),
        "plain, learnt without WGT": lambda learn, judge: _plain(learn, judge, weighted=False),
        "  + income minus wages": lambda learn, judge: _plain(_wider(learn), _wider(judge), weighted=False),
        "  + five readings averaged, many shy trees": _trained(replace(plain, derive=nonwage, readings=True)),
        "  + the spec's other derived columns": _trained(replace(plain, derive=spec.derive, readings=True)),
        "the spec as it is: + mixture (nested, end to end)": _trained(replace(spec, checking=_INNER)),
    }


def _wider(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(nonwage=(pl.col("INCOME") - pl.col("WAGEINC")).round())


def _plain(learn: pl.DataFrame, judge: pl.DataFrame, *, weighted: bool) -> Floats:
    import lightgbm  # noqa: PLC0415 - the peer

    names = [name for name in learn.columns if name not in _NEVER]
    weight = learn["WGT"].to_numpy() if weighted else None
    table = lightgbm.Dataset(_numbers(learn, names), learn["HBUS"].to_numpy(), weight=weight)
    model = lightgbm.train({"objective": "binary", "verbose": -1, "num_threads": 1}, table, 100)
    return np.asarray(model.predict(_numbers(judge, names), raw_score=True), dtype=np.float64)


def _numbers(frame: pl.DataFrame, names: list[str]) -> Floats:
    return np.asarray(frame.select(pl.col(names).cast(pl.Float64)).to_numpy())


def _trained(spec: BoostedSpec) -> Way:
    about = About(today=date(2026, 11, 23), source="SCF 2019")

    def way(learn: pl.DataFrame, judge: pl.DataFrame) -> Floats:
        trained = train_boosted(learn, spec, about)
        if not isinstance(trained, TrainedBoosted):
            raise SystemExit(trained[0].sentence())
        scored = score_boosted(trained.model, judge.drop("HBUS", "WGT"), reasons=0)
        if not isinstance(scored, Scored):
            raise SystemExit(scored[0].sentence())
        return scored.log_odds

    return way


def _splits(frame: pl.DataFrame, repeats: int) -> Iterator[pl.Series]:
    """Households that judge: five folds, owners spread evenly, `repeats` times."""
    homes = frame.group_by("YY1", maintain_order=True).agg(pl.col("HBUS").first())
    for repeat in range(repeats):
        shuffled = homes.sample(fraction=1, shuffle=True, seed=repeat).sort("HBUS", maintain_order=True)
        fold = np.arange(shuffled.height) % FOLDS
        for number in range(FOLDS):
            yield shuffled["YY1"].filter(pl.Series(fold == number))


def _judged(way: Way, frame: pl.DataFrame, test: pl.Series) -> float:
    judging = pl.col("YY1").is_in(test.implode())
    judge = frame.filter(judging)
    score = way(frame.filter(~judging), judge)
    return auc(judge["HBUS"].to_numpy().astype(np.float64), score, judge["WGT"].to_numpy())


def _figures(aucs: list[float], plain: list[float]) -> dict[str, float]:
    own = resampled_interval(aucs, 1 / FOLDS)
    gain = resampled_interval([a - b for a, b in zip(aucs, plain, strict=True)], 1 / FOLDS)
    return {
        "auc": own.mean,
        "sd": own.sd,
        "gain": gain.mean,
        "gain_low": gain.low,
        "gain_high": gain.high,
    }


def _wgt_alone(frame: pl.DataFrame) -> float:
    return auc(frame["HBUS"].to_numpy().astype(np.float64), -frame["WGT"].to_numpy())
