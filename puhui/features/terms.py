"""The few phrases that feature definitions are written with."""

import polars as pl

SALES = pl.col("direction") == "sale"
PURCHASES = pl.col("direction") == "purchase"


def last(months: int) -> pl.Expr:
    """Rows of the last whole months."""
    return pl.col("age").is_between(1, months)


def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """`part ÷ whole`; unknown when there is no whole to be a part of."""
    return pl.when(whole > 0).then(part / whole)


def change(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    """By which share `now` is above (+) or below (−) `before`, at most tenfold; unknown without a before."""
    return pl.when(before > 0).then((now / before - 1).clip(-1, 9))


def when_enough(value: pl.Expr, rows: pl.Expr, at_least: int) -> pl.Expr:
    """The value where enough rows support it, otherwise unknown."""
    return pl.when(rows.sum() >= at_least).then(value)
