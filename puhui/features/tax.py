"""Which VAT rates the firm's invoices carry, and what it pays on balance.

Rates moved in the years of any history (17→16 % on 2018-05-01, 16→13 % on 2019-04-01), so rates are read
in three broad kinds that do not move: 征收率 of about 1–4 % (small-scale taxpayers), nothing (免税, 不征税),
and the standard rate of the day, above 12 %, which goods carry and services, transport and building do not.
A trader in goods turns over far more than it adds: with the same sales it is the smaller firm.
"""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import PURCHASES, SALES, last, share
from puhui.kernel import Text

_NET, _TAX = pl.col("net_fen"), pl.col("tax_fen")


def _feature(name: str, title: Text, definition: Text, expression: pl.Expr, window: str = "12m") -> Feature:
    return Feature(
        name=name,
        group="tax",
        title=title,
        definition=definition,
        window=window,
        unit=Unit.SHARE,
        direction=Direction.EITHER,
        table=Table.CELLS,
        expression=expression,
    )


def _mix(part: str, rows: pl.Expr) -> pl.Expr:
    return share(pl.col(part).filter(rows).sum(), _NET.filter(rows).sum()).clip(0, 1)


def _at_standard_rate(side: pl.Expr) -> pl.Expr:
    rows = side & last(36)
    return share(pl.col("standard_rate_fen").filter(rows).sum(), pl.col("gross_fen").filter(rows).sum())


FEATURES = (
    _feature(
        "sales_low_rate_share",
        Text("低征收率销售占比", "Share of sales at low VAT rates"),
        Text(
            "近12个完整月销项净额中税率约1%–4%的占比。",
            "Share of net sales taxed at about 1–4 %, last 12 whole months.",
        ),
        _mix("low_rate_fen", SALES & last(12)),
    ),
    _feature(
        "sales_untaxed_share",
        Text("免税销售占比", "Share of untaxed sales"),
        Text(
            "近12个完整月销项净额中税额为零的占比。", "Share of net sales without VAT, last 12 whole months."
        ),
        _mix("untaxed_fen", SALES & last(12)),
    ),
    _feature(
        "purchases_low_rate_share",
        Text("低征收率进货占比", "Share of purchases at low VAT rates"),
        Text("近12个完整月进项净额中税率约1%–4%的占比。", "Share of net purchases taxed at about 1–4 %."),
        _mix("low_rate_fen", PURCHASES & last(12)),
    ),
    _feature(
        "sales_tax_rate",
        Text("销项平均税率", "Mean VAT rate of sales"),
        Text("近12个完整月销项税额除以净额。", "VAT over net amount of sales, last 12 whole months."),
        share(_TAX.filter(SALES & last(12)).sum(), _NET.filter(SALES & last(12)).sum()).clip(0, 0.2),
    ),
    _feature(
        "sales_standard_rate_share",
        Text("标准税率销售占比", "Share of sales at the standard VAT rate"),
        Text(
            "近36个完整月销项正数发票金额中税率高于12%（当时的标准税率，货物）的占比。",
            "Share of positive sales taxed above 12 % (the standard rate, goods), last 36 whole months.",
        ),
        _at_standard_rate(SALES),
        window="36m",
    ),
    _feature(
        "purchases_standard_rate_share",
        Text("标准税率进货占比", "Share of purchases at the standard VAT rate"),
        Text(
            "近36个完整月进项正数发票金额中税率高于12%的占比。",
            "Share of positive purchases taxed above 12 %, last 36 whole months.",
        ),
        _at_standard_rate(PURCHASES),
        window="36m",
    ),
)
