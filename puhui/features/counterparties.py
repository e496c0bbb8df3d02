"""Whether customers and suppliers stay: retention, newness, regulars, length of acquaintance."""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import PURCHASES, SALES, share
from puhui.kernel import Text

_YEAR = pl.col("year_yuan").clip(0)
_BEFORE = pl.col("year_before_yuan").clip(0)
_OLDEST = pl.col("oldest_age")


def _retention(side: pl.Expr) -> pl.Expr:
    stayed = side & (_YEAR > 0)
    return share(_BEFORE.filter(stayed).sum(), _BEFORE.filter(side).sum())


def _new_share(side: pl.Expr) -> pl.Expr:
    """Unknown for a history younger than two years: there everybody is new."""
    long_enough = _OLDEST.filter(side).max() > 18
    return pl.when(long_enough).then(
        share(_YEAR.filter(side & (_OLDEST <= 12)).sum(), _YEAR.filter(side).sum())
    )


def _regulars_share(side: pl.Expr) -> pl.Expr:
    return share(_YEAR.filter(side & (pl.col("year_months") >= 6)).sum(), _YEAR.filter(side).sum())


def _acquaintance(side: pl.Expr) -> pl.Expr:
    return share((_YEAR * _OLDEST).filter(side).sum(), _YEAR.filter(side).sum())


def _feature(  # noqa: PLR0917 - what differs between the declarations below
    name: str, title: Text, definition: Text, unit: Unit, safer: Direction, expression: pl.Expr
) -> Feature:
    return Feature(
        name=name,
        group="counterparties",
        title=title,
        definition=definition,
        window="12m vs the 12m before",
        unit=unit,
        direction=safer,
        table=Table.PARTIES,
        expression=expression,
    )


FEATURES = (
    _feature(
        "buyer_retention",
        Text("老客户留存", "Customers that stayed"),
        Text(
            "上一年销售额中，来自近一年仍在购买的客户的占比。",
            "Share of the year before's sales that went to buyers who still buy in the last year.",
        ),
        Unit.SHARE,
        Direction.HIGHER_IS_SAFER,
        _retention(SALES),
    ),
    _feature(
        "supplier_retention",
        Text("老供应商留存", "Suppliers that stayed"),
        Text(
            "上一年采购额中，来自近一年仍在供货的供应商的占比。",
            "Share of the year before's purchases from suppliers who still supply in the last year.",
        ),
        Unit.SHARE,
        Direction.HIGHER_IS_SAFER,
        _retention(PURCHASES),
    ),
    _feature(
        "new_buyers_share",
        Text("新客户销售占比", "Share of sales to new customers"),
        Text(
            "近12个完整月销售额中，首次购买在一年内的客户占比；历史不足一年半为未知。",
            "Share of sales to buyers first seen within 12 months; unknown before 18 months.",
        ),
        Unit.SHARE,
        Direction.EITHER,
        _new_share(SALES),
    ),
    _feature(
        "regular_buyers_share",
        Text("常客销售占比", "Share of sales to regulars"),
        Text(
            "近12个完整月销售额中，至少6个月都有交易的客户占比。",
            "Share of sales to buyers seen in at least 6 of the last 12 whole months.",
        ),
        Unit.SHARE,
        Direction.HIGHER_IS_SAFER,
        _regulars_share(SALES),
    ),
    _feature(
        "regular_suppliers_share",
        Text("常供进货占比", "Share of purchases from regulars"),
        Text(
            "近12个完整月采购额中，至少6个月都有交易的供应商占比。",
            "Share of purchases from suppliers seen in at least 6 of the last 12 whole months.",
        ),
        Unit.SHARE,
        Direction.HIGHER_IS_SAFER,
        _regulars_share(PURCHASES),
    ),
    _feature(
        "buyer_acquaintance_months",
        Text("客户相识月数", "Months of knowing the customers"),
        Text(
            "按近一年销售额加权的客户首次交易至今月数。",
            "Months since each buyer's first invoice, weighted by the last year's sales.",
        ),
        Unit.MONTHS,
        Direction.HIGHER_IS_SAFER,
        _acquaintance(SALES),
    ),
)
