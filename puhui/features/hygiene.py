"""How cleanly the firm invoices: voided (作废) and red-letter (红字) invoices.

A seller voids an invoice within the month it was issued and issues a red-letter one later, for returns,
discounts or mistakes. Some of both is ordinary care, and a buyer can cause them; a lot of it is disputed
sales, or sales made for show. Neither ever counts as turnover.
"""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import PURCHASES, SALES, last, share
from puhui.kernel import Text

_ALL, _VALID, _RED = pl.col("invoices"), pl.col("valid"), pl.col("red")


def _void_share(rows: pl.Expr) -> pl.Expr:
    return share((_ALL - _VALID).filter(rows).sum(), _ALL.filter(rows).sum())


def _red_share(rows: pl.Expr) -> pl.Expr:
    return share(_RED.filter(rows).sum(), _VALID.filter(rows).sum())


def _red_amount_share(rows: pl.Expr) -> pl.Expr:
    return share(pl.col("red_fen").filter(rows).sum(), pl.col("gross_fen").filter(rows).sum()).clip(0, 1)


def _feature(name: str, title: Text, definition: Text, window: str, expression: pl.Expr) -> Feature:
    return Feature(
        name=name,
        group="hygiene",
        title=title,
        definition=definition,
        window=window,
        unit=Unit.SHARE,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.CELLS,
        expression=expression,
    )


FEATURES = (
    _feature(
        "sales_void_share",
        Text("销项作废率", "Voided share of sales invoices"),
        Text(
            "全部历史销项发票中作废张数占比。",
            "Share of all sales invoices so far that were voided, by number.",
        ),
        "all",
        _void_share(SALES),
    ),
    _feature(
        "sales_void_share_12m",
        Text("近一年销项作废率", "Voided share of the year's sales invoices"),
        Text(
            "近12个完整月销项发票中作废张数占比。",
            "Share of sales invoices of the last 12 whole months that were voided.",
        ),
        "12m",
        _void_share(SALES & last(12)),
    ),
    _feature(
        "sales_red_share",
        Text("销项红字率", "Red-letter share of sales invoices"),
        Text(
            "全部历史销项有效发票中红字张数占比。",
            "Share of all valid sales invoices so far that are red-letter, by number.",
        ),
        "all",
        _red_share(SALES),
    ),
    _feature(
        "sales_red_amount_share",
        Text("销项红字金额比", "Red-letter share of sales amounts"),
        Text(
            "全部历史红字金额除以蓝字金额（销项）。",
            "Red-letter amount over positive amount of all sales so far.",
        ),
        "all",
        _red_amount_share(SALES),
    ),
    _feature(
        "purchases_void_share",
        Text("进项作废率", "Voided share of purchase invoices"),
        Text(
            "全部历史进项发票中作废张数占比。",
            "Share of all purchase invoices so far that were voided, by number.",
        ),
        "all",
        _void_share(PURCHASES),
    ),
    _feature(
        "purchases_red_share",
        Text("进项红字率", "Red-letter share of purchase invoices"),
        Text(
            "全部历史进项有效发票中红字张数占比。",
            "Share of all valid purchase invoices so far that are red-letter.",
        ),
        "all",
        _red_share(PURCHASES),
    ),
)
