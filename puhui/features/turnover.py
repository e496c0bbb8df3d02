"""How much the firm sells, where it is heading, how its year looks, how much it swings."""

import polars as pl

from puhui.features.model import Direction, Feature, Table, Unit
from puhui.features.terms import change, last, share, when_enough
from puhui.kernel import Text

_SALES, _BEFORE = pl.col("sales_yuan"), pl.col("sales_year_ago_yuan")
_PURCHASES, _PURCHASES_BEFORE = pl.col("purchases_yuan"), pl.col("purchases_year_ago_yuan")
_YEAR = last(12)
_QUIET_YUAN = 1_000
"""A month below this counts as this much, so that one silent month does not make the typical one nothing."""


def _against_year_ago(now: pl.Expr, before: pl.Expr, months: int) -> pl.Expr:
    both = last(months) & before.is_not_null()
    return when_enough(change(now.filter(both).sum(), before.filter(both).sum()), both, months // 2)


FEATURES = (
    Feature(
        name="sales_monthly_yuan",
        group="turnover",
        title=Text("月均开票额", "Invoiced sales a month"),
        definition=Text(
            "近12个完整月销项有效发票不含税金额（红字冲减、作废不计）的月平均。",
            "Mean monthly net sales before tax; red-letter nets off, voided never counts.",
        ),
        window="12m",
        unit=Unit.YUAN,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(_SALES.filter(_YEAR).mean(), _YEAR, 3),
    ),
    Feature(
        name="sales_monthly_yuan_36m",
        group="turnover",
        title=Text("三年月均开票额", "Invoiced sales a month over three years"),
        definition=Text(
            "近36个完整月（不含首月）销项净额的月平均。",
            "Mean monthly net sales of the last 36 whole months after the first.",
        ),
        window="36m",
        unit=Unit.YUAN,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(_SALES.mean(), last(36), 3),
    ),
    Feature(
        name="sales_typical_month_yuan",
        group="turnover",
        title=Text("三年典型月开票额", "Sales of a typical month, three years"),
        definition=Text(
            "近36个完整月（不含首月）销项净额的几何平均，不足1,000元的月按1,000元计：又大又稳才高。",
            "Geometric mean of 36 whole months' net sales, none below ¥1,000: high if large and steady.",
        ),
        window="36m",
        unit=Unit.YUAN,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(_SALES.clip(_QUIET_YUAN).log().mean().exp(), last(36), 3),
    ),
    Feature(
        name="sales_6m_change",
        group="turnover",
        title=Text("近六个月开票额同比", "Six months' sales against a year ago"),
        definition=Text(
            "近6个完整月销项净额与上年同月之比减一；至少3个可比月份。",
            "Net sales of the last 6 whole months over the same a year ago, minus one.",
        ),
        window="6m vs same 6m a year ago",
        unit=Unit.CHANGE,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=_against_year_ago(_SALES, _BEFORE, 6),
    ),
    Feature(
        name="sales_12m_change",
        group="turnover",
        title=Text("近一年开票额同比", "A year's sales against the year before"),
        definition=Text(
            "近12个完整月销项净额与上年同月之比减一；至少6个可比月份。",
            "Net sales of the last 12 whole months over the same a year ago, minus one.",
        ),
        window="12m vs same 12m a year ago",
        unit=Unit.CHANGE,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=_against_year_ago(_SALES, _BEFORE, 12),
    ),
    Feature(
        name="sales_recent_share",
        group="turnover",
        title=Text("近半年占近一年开票额", "Last half year's share of the year's sales"),
        definition=Text(
            "近6个完整月销项净额占近12个完整月的比重，0.5 为持平。",
            "Net sales of the last 6 whole months as a share of the last 12; 0.5 is level.",
        ),
        window="6m of 12m",
        unit=Unit.SHARE,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(
            share(_SALES.filter(last(6)).sum(), _SALES.filter(_YEAR).sum()).clip(0, 1), _YEAR, 12
        ),
    ),
    Feature(
        name="sales_volatility",
        group="turnover",
        title=Text("月开票额波动", "Swing of monthly sales"),
        definition=Text(
            "近12个完整月销项净额的标准差除以平均值；一、二月取平均。",
            "Standard deviation over mean of 12 whole months' net sales; January and February averaged.",
        ),
        window="12m",
        unit=Unit.RATIO,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(
            share(_SALES.filter(_YEAR).std(ddof=0), _SALES.filter(_YEAR).mean()).clip(0, 4), _YEAR, 6
        ),
    ),
    Feature(
        name="sales_peak_share",
        group="turnover",
        title=Text("最旺月占比", "Share of the busiest month"),
        definition=Text(
            "近12个完整月中销项净额最大的一个月占全年的比重。",
            "The busiest month's share of the last 12 whole months' net sales.",
        ),
        window="12m",
        unit=Unit.SHARE,
        direction=Direction.LOWER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(
            share(_SALES.filter(_YEAR).max(), _SALES.filter(_YEAR).sum()).clip(0, 1), _YEAR, 12
        ),
    ),
    Feature(
        name="sales_season_repeats",
        group="turnover",
        title=Text("淡旺季重复程度", "How far the seasons repeat"),
        definition=Text(
            "近12个月与上年同月销项净额的相关系数：接近1说明波动是季节性的。",
            "Correlation of 12 months' net sales with the same months a year ago: near 1 is season.",
        ),
        window="12m vs same 12m a year ago",
        unit=Unit.RATIO,
        direction=Direction.EITHER,
        table=Table.MONTHS,
        expression=when_enough(
            pl.corr(
                _SALES.filter(_YEAR & _BEFORE.is_not_null()), _BEFORE.filter(_YEAR & _BEFORE.is_not_null())
            ),
            _YEAR & _BEFORE.is_not_null(),
            10,
        ).fill_nan(None),
    ),
    Feature(
        name="sales_invoices_monthly",
        group="turnover",
        title=Text("月均销项发票张数", "Sales invoices a month"),
        definition=Text(
            "近12个完整月销项有效发票张数的月平均。", "Mean monthly number of valid sales invoices."
        ),
        window="12m",
        unit=Unit.COUNT,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(pl.col("sales_invoices").filter(_YEAR).mean(), _YEAR, 3),
    ),
    Feature(
        name="purchases_monthly_yuan",
        group="turnover",
        title=Text("月均进货额", "Invoiced purchases a month"),
        definition=Text(
            "近12个完整月进项有效发票不含税净额的月平均。",
            "Mean monthly net amount of valid purchase invoices, last 12 whole months.",
        ),
        window="12m",
        unit=Unit.YUAN,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=when_enough(_PURCHASES.filter(_YEAR).mean(), _YEAR, 3),
    ),
    Feature(
        name="purchases_12m_change",
        group="turnover",
        title=Text("近一年进货额同比", "A year's purchases against the year before"),
        definition=Text(
            "近12个完整月进项净额与上年同月之比减一；至少6个可比月份。",
            "Net purchases of the last 12 whole months over the same months a year ago, minus one.",
        ),
        window="12m vs same 12m a year ago",
        unit=Unit.CHANGE,
        direction=Direction.HIGHER_IS_SAFER,
        table=Table.MONTHS,
        expression=_against_year_ago(_PURCHASES, _PURCHASES_BEFORE, 12),
    ),
)
