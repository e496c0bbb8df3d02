"""What the policy tables want to know of a firm's trade: plain sums over the last twelve months.

These are amounts for limits and fraud gates, to the day; everything that describes how a firm trades
(trends, concentration, gaps, voided invoices) comes from the room `features`. Amounts are without tax, net
of red-letter invoices, voided ones left out.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import polars as pl

from puhui.decision.money.season import season

YEAR_DAYS: Final = 365
LAST_MONTH_DAYS: Final = 30

TRADE_FACTS: Final = (
    "sales_12m_yuan",
    "purchases_12m_yuan",
    "sales_prior_12m_yuan",
    "season_peak_ratio",
    "season_lean_ratio",
    "fraud_both_ways_share",
    "fraud_last_month_share",
)


def trade_facts(invoices: pl.DataFrame, firms: Sequence[str], as_of: date) -> pl.DataFrame:
    """One row a firm in the order given, `firm` and every name of `TRADE_FACTS` as Float64; null is unknown.

    Only invoices issued before `as_of` count. `sales_prior_12m_yuan` is null unless the firm's invoices
    reach back two full years, so that growth is never measured against half a year; so are the season's two
    figures (`money.season`).
    """
    known = invoices.lazy().filter(pl.col("issued_on") < as_of)
    wanted = pl.LazyFrame({"firm": list(dict.fromkeys(firms))}, schema={"firm": pl.String})
    facts = (
        wanted.join(_sums(known, as_of), on="firm", how="left", maintain_order="left")
        .join(_both_ways(known, as_of), on="firm", how="left", maintain_order="left")
        .join(season(known, as_of), on="firm", how="left", maintain_order="left")
        .select("firm", *(pl.col(name).cast(pl.Float64) for name in TRADE_FACTS))
    )
    return facts.collect()


def _sums(known: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    sale, valid = pl.col("direction") == "sale", ~pl.col("voided")
    this_year = pl.col("issued_on") >= as_of - timedelta(days=YEAR_DAYS)
    prior_year = ~this_year & (pl.col("issued_on") >= as_of - timedelta(days=2 * YEAR_DAYS))
    last_month = pl.col("issued_on") >= as_of - timedelta(days=LAST_MONTH_DAYS)
    reaches_back = (pl.lit(as_of) - pl.col("issued_on").min()).dt.total_days() >= 2 * YEAR_DAYS
    amount = pl.col("amount_fen")
    sold = sale & valid & this_year & (amount > 0)
    return known.group_by("firm").agg(
        sales_12m_yuan=amount.filter(sale & valid & this_year).sum() / 100,
        purchases_12m_yuan=amount.filter(~sale & valid & this_year).sum() / 100,
        sales_prior_12m_yuan=pl.when(reaches_back).then(amount.filter(sale & valid & prior_year).sum() / 100),
        fraud_last_month_share=amount.filter(sold & last_month).sum() / _or_null(amount.filter(sold).sum()),
    )


def _both_ways(known: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """The share of a year's sales to parties from which the firm bought at least half as much."""
    year = known.filter(~pl.col("voided"), pl.col("issued_on") >= as_of - timedelta(days=YEAR_DAYS))
    amount, sale = pl.col("amount_fen"), pl.col("direction") == "sale"
    sold, bought = pl.col("sold").clip(0), pl.col("bought")
    by_party = year.group_by("firm", "counterparty").agg(
        sold=amount.filter(sale).sum(), bought=amount.filter(~sale).sum()
    )
    return by_party.group_by("firm").agg(
        fraud_both_ways_share=sold.filter(bought * 2 >= sold).sum() / _or_null(sold.sum())
    )


def _or_null(denominator: pl.Expr) -> pl.Expr:
    return pl.when(denominator != 0).then(denominator)
