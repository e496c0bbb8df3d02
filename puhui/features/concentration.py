"""How many the firm sells to and buys from, and how much hangs on the largest of them."""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import PURCHASES, SALES, share
from puhui.kernel import Text

_YEAR = pl.col("year_yuan")


def _count(side: pl.Expr) -> pl.Expr:
    return (side & (_YEAR > 0)).sum()


def _hhi(side: pl.Expr) -> pl.Expr:
    bought = _YEAR.filter(side & (_YEAR > 0))
    return share((bought**2).sum(), bought.sum() ** 2)


def _top_share(side: pl.Expr, largest: int) -> pl.Expr:
    bought = _YEAR.filter(side & (_YEAR > 0))
    return share(bought.top_k(largest).sum(), bought.sum())


FEATURES = (
    Feature(
        name="buyers",
        group="concentration",
        title=Text("客户数", "Number of customers"),
        definition=Text(
            "近12个完整月净销售额为正的购方个数。",
            "Buyers with positive net sales in the last 12 whole months.",
        ),
        window="12m",
        unit=Unit.COUNT,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.PARTIES,
        expression=_count(SALES),
    ),
    Feature(
        name="buyers_hhi",
        group="concentration",
        title=Text("客户集中度", "Concentration of customers"),
        definition=Text(
            "近12个完整月各购方销售占比的平方和（赫芬达尔指数），1 为只有一个客户。",
            "Sum of squared buyer shares of sales (Herfindahl index), 12 whole months; 1 is one customer.",
        ),
        window="12m",
        unit=Unit.RATIO,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.PARTIES,
        expression=_hhi(SALES),
    ),
    Feature(
        name="top_buyer_share",
        group="concentration",
        title=Text("第一大客户占比", "Share of the largest customer"),
        definition=Text(
            "近12个完整月第一大购方占净销售额的比重。",
            "Largest buyer's share of net sales, last 12 whole months.",
        ),
        window="12m",
        unit=Unit.SHARE,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.PARTIES,
        expression=_top_share(SALES, 1),
    ),
    Feature(
        name="top2_buyers_share",
        group="concentration",
        title=Text("前两大客户占比", "Share of the two largest customers"),
        definition=Text(
            "近12个完整月前两大购方占净销售额的比重。",
            "Two largest buyers' share of net sales, last 12 whole months.",
        ),
        window="12m",
        unit=Unit.SHARE,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.PARTIES,
        expression=_top_share(SALES, 2),
    ),
    Feature(
        name="suppliers",
        group="concentration",
        title=Text("供应商数", "Number of suppliers"),
        definition=Text(
            "近12个完整月净采购额为正的销方个数。",
            "Sellers with positive net purchases in the last 12 whole months.",
        ),
        window="12m",
        unit=Unit.COUNT,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.PARTIES,
        expression=_count(PURCHASES),
    ),
    Feature(
        name="suppliers_hhi",
        group="concentration",
        title=Text("供应商集中度", "Concentration of suppliers"),
        definition=Text(
            "近12个完整月各销方采购占比的平方和（赫芬达尔指数）。",
            "Sum of squared supplier shares of purchases (Herfindahl index), last 12 whole months.",
        ),
        window="12m",
        unit=Unit.RATIO,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.PARTIES,
        expression=_hhi(PURCHASES),
    ),
    Feature(
        name="top_supplier_share",
        group="concentration",
        title=Text("第一大供应商占比", "Share of the largest supplier"),
        definition=Text(
            "近12个完整月第一大销方占净采购额的比重。", "Largest supplier's share of net purchases."
        ),
        window="12m",
        unit=Unit.SHARE,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.PARTIES,
        expression=_top_share(PURCHASES, 1),
    ),
)
