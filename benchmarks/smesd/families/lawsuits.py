"""Lawsuits of a firm: how many, of which kinds, how they ended, how they lie on the firm's own clock."""

from typing import Final

import numpy as np
import polars as pl

from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties

_CODES: Final = {"cause_type": 11, "court_type": 3, "result": 4, "time_label": 3}
_WITHIN_MONTHS: Final = (3, 6, 12, 24, 36, 48)
_MONTHS = pl.col("months_before_observation")


def lawsuits(world: World, ties: Ties) -> dict[str, Floats]:
    """Months count back from the firm's end. Counts are 0 without lawsuits, times and shares missing."""
    found = world.lawsuits.group_by("company_idx").agg(*_counted(), *_timed())
    joined = world.firms.select("company_idx").join(
        found, on="company_idx", how="left", maintain_order="left"
    )
    counted = [name for name in joined.columns if name.startswith("lawsuits")]
    whole = joined.with_columns(pl.col(counted).fill_null(0)).drop("company_idx")
    columns = {it: whole[it].cast(pl.Float64).fill_null(float("nan")).to_numpy() for it in whole.columns}
    with np.errstate(invalid="ignore", divide="ignore"):
        every = columns["lawsuits"]
        shares = {f"share_result_{it}": columns[f"lawsuits_result_{it}"] / every for it in range(4)}
        shares["share_two_years"] = columns["lawsuits_within_24"] / every
        shares["lawsuits_a_month"] = every / (columns["oldest_lawsuit"] + 6)
        shares["lawsuit_months"] = columns["oldest_lawsuit"] - columns["newest_lawsuit"]
    return {**columns, **shares}


def _counted() -> list[pl.Expr]:
    codes = [
        (pl.col(name) == value).sum().alias(f"lawsuits_{name}_{value}")
        for name, most in _CODES.items()
        for value in range(most)
    ]
    within = [(months > _MONTHS).sum().alias(f"lawsuits_within_{months}") for months in _WITHIN_MONTHS]
    recent = [
        ((pl.col("result") == value) & (_MONTHS < 24)).sum().alias(f"lawsuits_result_{value}_within_24")
        for value in range(4)
    ]
    fading = (-_MONTHS / 24).exp().sum().alias("lawsuits_fading")
    return [
        pl.len().alias("lawsuits"),
        *codes,
        *within,
        *recent,
        fading,
        _MONTHS.n_unique().alias("lawsuits_apart"),
    ]


def _timed() -> list[pl.Expr]:
    by_result = [
        _MONTHS.filter(pl.col("result") == value).min().alias(f"newest_result_{value}") for value in range(4)
    ]
    return [
        _MONTHS.min().alias("newest_lawsuit"),
        _MONTHS.max().alias("oldest_lawsuit"),
        _MONTHS.mean().alias("mean_lawsuit"),
        _MONTHS.median().alias("middle_lawsuit"),
        _MONTHS.std().alias("spread_lawsuit"),
        *by_result,
    ]
