"""What nobody gets to see of a business: a source that is silent, or one with a hole in it."""

from typing import Final

import numpy as np
import polars as pl

from town.lives import Lives

SOURCES: Final = ("invoices", "bank", "till")
_MONTH_DAYS: Final = 30.44


def sources_table(lives: Lives, businesses: pl.DataFrame) -> pl.DataFrame:
    """One row a business and source that it could have: `seen`, `silent`, or `hole` with its days."""
    settings, firms = lives.settings, lives.firms
    rng = lives.dice.stream("sources")
    has = {
        "invoices": firms.has_invoices,
        "bank": np.ones(len(firms), np.bool_),
        "till": firms.has_till,
    }
    parts = []
    for source in SOURCES:
        table = businesses.filter(pl.Series(has[source])).select("business_id")
        dice_roll = rng.random(table.height)
        silent = dice_roll < getattr(settings.missing, source)
        hole = ~silent & (rng.random(table.height) < settings.missing.hole)
        days = round(settings.missing.hole_months * _MONTH_DAYS)
        start = np.datetime64(settings.until) - rng.integers(days, settings.months * 30 - days, table.height)
        parts.append(
            table.with_columns(
                source=pl.lit(source),
                state=pl.Series(np.select([silent, hole], ["silent", "hole"], "seen")),
                hole_from=pl.Series(start),
                hole_until=pl.Series(start + days),
            )
        )
    is_hole = pl.col("state") == "hole"
    return (
        pl.concat(parts)
        .with_columns(
            hole_from=pl.when(is_hole).then("hole_from"), hole_until=pl.when(is_hole).then("hole_until")
        )
        .sort("business_id", "source")
    )


def only_seen(
    table: pl.DataFrame, sources: pl.DataFrame, source: str, columns: tuple[str, str]
) -> pl.DataFrame:
    """The rows of a table that somebody could see; `columns` are those of the business and the day."""
    business, day = columns
    here = sources.filter(pl.col("source") == source)
    silent = here.filter(pl.col("state") == "silent")["business_id"]
    holes = here.filter(pl.col("state") == "hole").select("business_id", "hole_from", "hole_until")
    in_hole = pl.col(day).is_between("hole_from", "hole_until", closed="left").fill_null(False)
    return (
        table.filter(~pl.col(business).is_in(silent.implode()))
        .join(holes, left_on=business, right_on="business_id", how="left", maintain_order="left")
        .filter(~in_hole)
        .drop("hole_from", "hole_until")
    )
