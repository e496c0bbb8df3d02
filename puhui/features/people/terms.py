"""The words that declarations of persons' features are written in."""

import polars as pl

MONTHS_SEEN = 12
FEN = 100.0


def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """`part` of `whole`; null where there is no whole, never infinite."""
    return pl.when(whole > 0).then(part / whole)


def total(what: str, side: str, *kinds: str) -> pl.Expr:
    """A column of the year's cells summed over counterparty kinds; 0 where there are none."""
    return pl.col(what).filter(_is(side, kinds)).sum().cast(pl.Float64)


def swing(what: pl.Expr) -> pl.Expr:
    """Standard deviation against the mean."""
    return share(what.std(), what.mean())


def _is(side: str, kinds: tuple[str, ...]) -> pl.Expr:
    return (pl.col("side") == side) & pl.col("counterparty").is_in(list(kinds))
