"""A proxy for margin: what is sold against what is bought, as far as invoices tell.

Wages, rent, purchases without invoice and stock are not in it, so it ranks firms and prices nothing.
"""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import last, when_enough
from puhui.kernel import Text

_SALES, _PURCHASES = pl.col("sales_yuan"), pl.col("purchases_yuan")


def _balance(months: int) -> pl.Expr:
    sold = _SALES.filter(last(months)).sum().clip(0)
    bought = _PURCHASES.filter(last(months)).sum().clip(0)
    both = sold + bought
    return when_enough(pl.when(both > 0).then((sold - bought) / both), last(months), 6)


def _feature(name: str, title: Text, months: int) -> Feature:
    return Feature(
        name=name,
        group="margin",
        title=title,
        definition=Text(
            f"近{months}个完整月（销售净额−采购净额）÷（销售净额＋采购净额），−1 只进不销，1 只销不进。",
            f"(net sales − net purchases) ÷ their sum, {months} whole months; −1 only buys, 1 only sells.",
        ),
        window=f"{months}m",
        unit=Unit.RATIO,
        direction=Direction.EITHER,
        table=Table.MONTHS,
        expression=_balance(months),
    )


FEATURES = (
    _feature("sales_purchases_balance", Text("进销平衡", "Balance of sales and purchases"), 12),
    _feature(
        "sales_purchases_balance_24m",
        Text("两年进销平衡", "Balance of sales and purchases over two years"),
        24,
    ),
)
