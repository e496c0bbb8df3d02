"""What was left at the end of each day, though the statement does not say which movement was the last.

Banks print a day's movements in any order. On a day with one movement the balance after it is the day's
closing balance for certain. From the certain days before (or, at the beginning, after) the amounts in
between are added up, and of a day's balances the one nearest to that sum is its closing balance: exact
where the bank's own arithmetic is, and not misled by its rounding of interest, because the sum starts anew
at each certain day.
"""

from typing import Final

import polars as pl

_KEY: Final = "account", "as_of"


def with_expected(rows: pl.DataFrame) -> pl.DataFrame:
    """Each movement with its day's `expected_fen`: what should be left at the end of its day, where known."""
    days = rows.group_by(*_KEY, "on").agg(
        day_fen=pl.col("amount_fen").sum(),
        alone=pl.len() == 1,
        only_fen=pl.col("balance_fen").first(),
    )
    days = days.sort(*_KEY, "on").with_columns(run_fen=pl.col("day_fen").cum_sum().over(*_KEY))
    # What the account held before its first movement, as a certain day tells it; the same for all if exact.
    start = pl.when(pl.col("alone")).then(pl.col("only_fen") - pl.col("run_fen"))
    nearest = pl.coalesce(start.forward_fill().over(*_KEY), start.backward_fill().over(*_KEY))
    return rows.join(
        days.select(*_KEY, "on", expected_fen=pl.col("run_fen") + nearest),
        on=[*_KEY, "on"],
        how="left",
        maintain_order="left",
    )


def closings(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a day with movements: `closing_fen`, and the last movement's `last_fen`, where balances are
    known.

    `rows` carry `expected_fen` and `place`, their order in the statement. Without any certain day the last
    row in the statement's order is taken.
    """
    off = (pl.col("balance_fen") - pl.col("expected_fen")).abs().fill_null(0)
    return (
        rows.with_columns(off=off)
        .sort(*_KEY, "on", "off", -pl.col("place").cast(pl.Int64))
        .group_by(*_KEY, "on", maintain_order=True)
        .agg(closing_fen=pl.col("balance_fen").first(), last_fen=pl.col("amount_fen").first())
    )
