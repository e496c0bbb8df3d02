"""Which US small-business loans are charged off (SBA to FY2006)? Trained to a year, judged on the next three.

Every origin trains on all loans approved up to its fiscal year and judges those of the three years after it,
from columns known at application. `plain` is LightGBM as it comes, words as its own categories. Ours is what
`puhui model train` and `puhui model score` do, own checking and choice of members included; the judged loans
come without outcome and without any column written later. Differences are paired: the same loans drawn again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.learn import (
    About,
    BoostedSpec,
    Scored,
    TrainedBoosted,
    auc,
    check_columns,
    load_model_spec,
    read_table,
    score_boosted,
    train_boosted,
)
from puhui.learn.spec import Checking

SPEC: Final = Path(__file__).parents[1] / "specs" / "sba.yaml"
YEAR: Final = "approval_fy"
FIRST: Final = 1989
ORIGINS: Final = (2002, 2003, 2004, 2005)
AHEAD: Final = 3
_DRAWS: Final = 200
_NUMBERS: Final = (
    *("no_emp", "create_job", "retained_job", "gr_appv", "sba_appv"),
    *("new_exist", "urban_rural", "naics", "franchise_code", "zip"),
)
_WORDS: Final = ("state", "bank", "bank_state", "rev_line_cr", "low_doc")
_INNER: Final = Checking(folds=2, repeats=1)

Floats = np.ndarray[Any, np.dtype[np.float64]]
Way = Callable[[pl.DataFrame, pl.DataFrame], Floats]
"""Learns from the first loans; gives a score for each of the later ones."""


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """AUC of every way at every origin, pooled and year by year, and its difference to plain LightGBM."""
    place = (data or Path("../shared/data")) / "sba" / "loans_fy2006_and_earlier.csv.gz"
    if not place.exists():
        return {"skipped": f"{place} is not there"}
    frame, spec = read_table(place), load_model_spec(SPEC)
    if not isinstance(frame, pl.DataFrame) or not isinstance(spec, BoostedSpec):
        raise SystemExit(f"{frame if not isinstance(frame, pl.DataFrame) else spec}")
    origins = ORIGINS[1::2] if quick else ORIGINS
    ways, found = _ways(spec, quick), dict[str, list[dict[str, Any]]]()
    for name, way in ways.items():
        started = process_time()
        found[name] = [_judged(way, frame, spec, origin) for origin in origins]
        print(f"  {name}: {process_time() - started:.0f} CPU s", flush=True)
    plain = found["plain LightGBM"]
    return {
        "loans": frame.height,
        "origins": list(origins),
        "named_by_the_leak_check": _named(frame, spec),
        "ways": {name: _figures(one, plain) for name, one in found.items()},
    }


def told(figures: dict[str, Any]) -> str:
    """The table for people."""
    lines = [
        f"SBA, {figures['loans']:,} loans to FY2006; trained to {figures['origins']}, judged {AHEAD} years"
        " ahead, to 2006 (AUC)",
        f"  the leak check names: {', '.join(figures['named_by_the_leak_check'])}",
    ]
    for name, one in figures["ways"].items():
        each = "  ".join(
            f"{it['auc']:.4f} ({it['gain']:+.4f}, {it['gain_low']:+.4f} … {it['gain_high']:+.4f})"
            for it in one["origins"]
        )
        lines.append(f"  {name:<34} mean {one['auc']:.4f}  gain {one['gain']:+.4f}   {each}")
    return "\n".join(lines)


def _ways(spec: BoostedSpec, quick: bool) -> dict[str, Way]:
    whole = replace(spec, checking=_INNER)
    ways = {"plain LightGBM": _plain, "the spec as it is": _trained(whole)}
    if quick:
        return ways
    one = {"trees": next(iter(spec.ensemble.values()))}
    return ways | {
        "  first member alone": _trained(replace(whole, ensemble=one)),
        "  … without what is typical": _trained(replace(whole, ensemble=one, typical={})),
        "  … without recency weights": _trained(replace(whole, ensemble=one, half_life_days=None)),
    }


def _plain(learn: pl.DataFrame, judge: pl.DataFrame) -> Floats:
    import lightgbm  # noqa: PLC0415 - the peer

    both = pl.concat([learn.select(*_NUMBERS, *_WORDS), judge.select(*_NUMBERS, *_WORDS)])
    codes = [pl.col(name).rank("dense").cast(pl.Float64).fill_null(float("nan")) for name in _WORDS]
    values = both.select(*(pl.col(name).cast(pl.Float64) for name in _NUMBERS), *codes).to_numpy()
    places = list(range(len(_NUMBERS), values.shape[1]))
    table = lightgbm.Dataset(values[: learn.height], _bad(learn), categorical_feature=places)
    model = lightgbm.train({"objective": "binary", "verbose": -1, "num_threads": 1}, table, 100)
    return np.asarray(model.predict(values[learn.height :], raw_score=True), dtype=np.float64)


def _trained(spec: BoostedSpec) -> Way:
    about = About(today=date(2026, 11, 24), source="SBA FOIA")

    def way(learn: pl.DataFrame, judge: pl.DataFrame) -> Floats:
        trained = train_boosted(learn, spec, about)
        if not isinstance(trained, TrainedBoosted):
            raise SystemExit(trained[0].sentence())
        known = judge.drop(spec.target, *spec.exclude, str(spec.weight))
        scored = score_boosted(trained.model, known, reasons=0)
        if not isinstance(scored, Scored):
            raise SystemExit(scored[0].sentence())
        return scored.log_odds

    return way


def _judged(way: Way, frame: pl.DataFrame, spec: BoostedSpec, origin: int) -> dict[str, Any]:
    year = pl.col(YEAR)
    judge = frame.filter((year > origin) & (year <= origin + AHEAD))
    score = way(frame.filter((year >= FIRST) & (year <= origin)), judge)
    years = judge[YEAR].to_numpy()
    within = [auc(_bad(judge)[years == one], score[years == one]) for one in np.unique(years)]
    return {"score": score, "bad": _bad(judge), "auc": auc(_bad(judge), score), "years": within}


def _bad(frame: pl.DataFrame) -> Floats:
    return (frame["mis_status"] == "CHGOFF").cast(pl.Float64).to_numpy()


def _figures(found: list[dict[str, Any]], plain: list[dict[str, Any]]) -> dict[str, Any]:
    origins = [
        {"auc": ours["auc"], "years": ours["years"], **_gain(ours["bad"], ours["score"], theirs["score"])}
        for ours, theirs in zip(found, plain, strict=True)
    ]
    return {
        "auc": float(np.mean([one["auc"] for one in origins])),
        "gain": float(np.mean([one["gain"] for one in origins])),
        "origins": origins,
    }


def _gain(bad: Floats, ours: Floats, theirs: Floats) -> dict[str, float]:
    """Ours minus theirs on the same loans, with the interval of drawing other loans."""
    rng, drawn = np.random.default_rng(0), []
    for _ in range(_DRAWS):
        rows = rng.integers(0, len(bad), len(bad))
        drawn.append(auc(bad[rows], ours[rows]) - auc(bad[rows], theirs[rows]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {"gain": auc(bad, ours) - auc(bad, theirs), "gain_low": float(low), "gain_high": float(high)}


def _named(frame: pl.DataFrame, spec: BoostedSpec) -> list[str]:
    found = check_columns(frame, spec)
    if isinstance(found, list):
        raise SystemExit(found[0].sentence())
    return sorted(one.column for one in found)
