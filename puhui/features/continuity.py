"""Whether the shop is open: months with sales, the longest silence, how long since the last invoice."""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import PURCHASES, SALES, last, when_enough
from puhui.kernel import Text

_SOLD, _BOUGHT = pl.col("sales_invoices") > 0, pl.col("purchases_invoices") > 0
_DAYS = pl.col("days_ago")


def _longest_gap(active: pl.Expr, months: int) -> pl.Expr:
    """Silent months in a row, counting the ones since the last active month and back to the first known."""
    inside = last(months)
    ages = pl.col("age").filter(active & inside)
    between = ages.sort().diff().max() - 1
    since = ages.min() - 1
    before = pl.col("age").filter(inside).max() - ages.max()
    return pl.max_horizontal(between, since, before).fill_null(inside.sum())


FEATURES = (
    Feature(
        name="sales_active_months",
        group="continuity",
        title=Text("近一年有销售的月份", "Months with sales in the last year"),
        definition=Text(
            "近12个完整月中有有效销项发票的月数（一、二月合并看）。",
            "Months of the last 12 whole ones with a valid sales invoice (January and February as one).",
        ),
        window="12m",
        unit=Unit.MONTHS,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=(_SOLD & last(12)).sum(),
    ),
    Feature(
        name="sales_active_share",
        group="continuity",
        title=Text("有销售的月份占比", "Share of months with sales"),
        definition=Text(
            "自首张发票次月起（至多36个月）有有效销项发票的月份占比。",
            "Share of months with a valid sales invoice, from the month after the first invoice, at most 36.",
        ),
        window="36m",
        unit=Unit.SHARE,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(_SOLD.mean(), last(36), 3),
    ),
    Feature(
        name="sales_longest_gap_months",
        group="continuity",
        title=Text("最长停票月数", "Longest silence in sales"),
        definition=Text(
            "近24个完整月中连续没有销项发票的最长月数。",
            "Most months in a row without a valid sales invoice.",
        ),
        window="24m",
        unit=Unit.MONTHS,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.MONTHS,
        expression=_longest_gap(_SOLD, 24),
    ),
    Feature(
        name="purchases_active_months",
        group="continuity",
        title=Text("近一年有进货的月份", "Months with purchases in the last year"),
        definition=Text(
            "近12个完整月中有有效进项发票的月数。",
            "Months of the last 12 whole ones with a valid purchase invoice.",
        ),
        window="12m",
        unit=Unit.MONTHS,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=(_BOUGHT & last(12)).sum(),
    ),
    Feature(
        name="days_since_sale",
        group="continuity",
        title=Text("距最近一张销项发票", "Days since the last sales invoice"),
        definition=Text(
            "快照日距最近一张有效销项发票的天数。", "Days from the last valid sales invoice to the snapshot."
        ),
        window="all",
        unit=Unit.DAYS,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.CELLS,
        expression=_DAYS.filter(SALES).min(),
    ),
    Feature(
        name="days_since_purchase",
        group="continuity",
        title=Text("距最近一张进项发票", "Days since the last purchase invoice"),
        definition=Text(
            "快照日距最近一张有效进项发票的天数。",
            "Days from the last valid purchase invoice to the snapshot.",
        ),
        window="all",
        unit=Unit.DAYS,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.CELLS,
        expression=_DAYS.filter(PURCHASES).min(),
    ),
    Feature(
        name="history_months",
        group="continuity",
        title=Text("发票历史长度", "Length of invoice history"),
        definition=Text(
            "首张发票次月至快照前的完整月数。", "Whole months from the month after the first invoice."
        ),
        window="all",
        unit=Unit.MONTHS,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.CELLS,
        expression=(pl.col("age").max() - 1).clip(0),
    ),
    Feature(
        name="invoices_total",
        group="continuity",
        title=Text("发票总张数", "Number of invoices"),
        definition=Text(
            "快照前全部发票张数，含作废；没有发票为 0。",
            "All invoices before the snapshot, voided included; 0 without any.",
        ),
        window="all",
        unit=Unit.COUNT,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.CELLS,
        expression=pl.col("invoices").sum(),
    ),
)
