"""Scoring whole tables: the same points as one row at a time, column by column."""

import polars as pl

from puhui.learn.scorecard.model import Factor, Scorecard


def score_frame(scorecard: Scorecard, frame: pl.DataFrame, reasons: int = 3) -> pl.DataFrame:
    """One row for each of `frame`: `points`, `probability`, `points_<feature>`, `reason_1`… (feature names,
    what cost the most first, then what helped the most).

    Equal to `Scorecard.score` row by row; tests hold the two together.
    """
    parts = [_points(factor).alias(f"points_{factor.feature}") for factor in scorecard.factors]
    scored = frame.select(parts)
    total = pl.sum_horizontal(pl.all()) + scorecard.base_points
    scored = scored.with_columns(points=total.cast(pl.Int64))
    return scored.with_columns(
        pl.Series(
            "probability", [scorecard.scale.probability(p) for p in scored["points"]], dtype=pl.Float64
        ),
        *_reasons(scorecard, scored, reasons),
    )


def _points(factor: Factor) -> pl.Expr:
    value = pl.col(factor.feature).cast(pl.Float64)
    points = pl.lit(factor.bins[0].points, pl.Int64)
    for row in factor.bins[1:]:
        points = pl.when(value >= row.lower).then(pl.lit(row.points, pl.Int64)).otherwise(points)
    unknown = value.is_null() | value.is_nan()
    return pl.when(unknown).then(pl.lit(factor.missing_points, pl.Int64)).otherwise(points)


def _reasons(scorecard: Scorecard, scored: pl.DataFrame, at_most: int) -> list[pl.Series]:
    columns: list[list[str | None]] = [[] for _ in range(at_most)]
    parts = scored.select(f"points_{factor.feature}" for factor in scorecard.factors)
    for row in parts.iter_rows():
        names = _costliest(scorecard.factors, row)
        for place in range(at_most):
            columns[place].append(names[place] if place < len(names) else None)
    return [pl.Series(f"reason_{place + 1}", names, dtype=pl.String) for place, names in enumerate(columns)]


def _costliest(factors: tuple[Factor, ...], points: tuple[int, ...]) -> list[str]:
    """What cost the most, then, where little did, what helped the most."""
    against = [
        (factor.neutral_points - got, factor.best_points - got, factor.feature)
        for factor, got in zip(factors, points, strict=True)
    ]
    costly = [one for one in against if one[0] > 0]
    helped = [one for one in against if one[0] <= 0]
    order = sorted(costly, key=lambda one: (-one[0], -one[1])) + sorted(helped)
    return [name for _, _, name in order]
