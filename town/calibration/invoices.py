"""Margins of invoices: the contest's 425 firms, and every invoicing business of the town."""

from pathlib import Path
from typing import Final

import polars as pl

from town.calibration.model import Margin, Measured
from town.folder import TownFolder

_SET: Final = "invoices"
_VALID: Final = "有效发票"
_GROSS: Final = "价税合计"
_FIRM: Final = "企业代号"
_LEAST_MONTHS: Final = 12

MARGINS: Final = (
    Margin("sale_p25", "sales invoice with tax, lower quartile", "yuan", _SET),
    Margin("sale_p50", "sales invoice with tax, median", "yuan", _SET),
    Margin("sale_p75", "sales invoice with tax, upper quartile", "yuan", _SET),
    Margin("sale_p99", "sales invoice with tax, 99th percentile", "yuan", _SET),
    Margin("at_limit", "sales invoices of 90,000 to 117,000 yuan (the face limit)", "share", _SET),
    Margin("sales_month_p25", "sales invoices in an active month, lower quartile of firms", "invoices", _SET),
    Margin("sales_month_p50", "sales invoices in an active month, median firm", "invoices", _SET),
    Margin("sales_month_p90", "sales invoices in an active month, 90th percentile", "invoices", _SET),
    Margin("year_p10", "invoiced sales in a year, 10th percentile of firms", "yuan", _SET),
    Margin("year_p50", "invoiced sales in a year, median firm", "yuan", _SET),
    Margin("year_p90", "invoiced sales in a year, 90th percentile", "yuan", _SET),
    Margin("customers_p25", "customers of a firm, lower quartile", "customers", _SET),
    Margin("customers_p50", "customers of a firm, median", "customers", _SET),
    Margin("customers_p90", "customers of a firm, 90th percentile", "customers", _SET),
    Margin("top_p50", "largest customer's part of sales, median firm", "share", _SET),
    Margin("top5_p50", "five largest customers' part of sales, median firm", "share", _SET),
    Margin("suppliers_p50", "suppliers of a firm, median", "suppliers", _SET),
    Margin("purchase_p50", "purchase invoice with tax, median", "yuan", _SET),
    Margin("purchase_p90", "purchase invoice with tax, 90th percentile", "yuan", _SET),
    Margin("bought_to_sold", "purchases ÷ sales of a firm, median", "ratio", _SET),
    Margin("void_pooled", "voided part of all sales invoices", "share", _SET),
    Margin("void_p90", "voided part, 90th percentile of firms", "share", _SET),
    Margin("red_pooled", "negative part of valid sales invoices", "share", _SET),
    Margin("month_cv", "spread of a firm's months (standard deviation ÷ mean), median firm", "ratio", _SET),
    Margin("february", "sales invoices in February ÷ mean month", "ratio", _SET),
    Margin("december", "sales invoices in December ÷ mean month", "ratio", _SET),
    Margin("weekend", "sales invoices dated Saturday or Sunday", "share", _SET),
    Margin("months_p50", "months with sales invoices, median firm", "months", _SET),
)


def measure_real(data: Path) -> Measured:
    """The 123 labelled and 302 other firms together."""
    return measure(_contest(data, "output"), _contest(data, "input"))


def measure_town(folder: TownFolder) -> Measured:
    """Whoever's invoices can be seen."""
    return measure(folder.read("output_invoices"), folder.read("input_invoices"))


def measure(sold: pl.DataFrame, bought: pl.DataFrame) -> Measured:
    """Every margin above from the two sides in the contest's layout."""
    sold, bought = _dated(sold), _dated(bought)
    valid = sold.filter(pl.col("发票状态").str.strip_chars() == _VALID)
    sales = valid.filter(pl.col(_GROSS) > 0)
    purchases = bought.filter((pl.col("发票状态").str.strip_chars() == _VALID) & (pl.col(_GROSS) > 0))
    void = (sold["发票状态"].str.strip_chars() != _VALID).alias("void")
    by_firm = sold.with_columns(void).group_by(_FIRM).agg(pl.col("void").mean())["void"]
    return {
        **_amounts(sales),
        **_firms(sales),
        **_partners(sales),
        **_purchases(purchases, sales),
        **_rhythm(sales),
        "void_pooled": _number(void.mean()),
        "void_p90": _number(by_firm.quantile(0.9)),
        "red_pooled": _number((valid[_GROSS] < 0).mean()),
    }


def _amounts(sales: pl.DataFrame) -> Measured:
    gross = sales[_GROSS]
    found = {f"sale_p{place}": _number(gross.quantile(place / 100)) for place in (25, 50, 75, 99)}
    return {**found, "at_limit": _number(gross.is_between(90_000, 117_000).mean())}


def _firms(sales: pl.DataFrame) -> Measured:
    firms = sales.group_by(_FIRM).agg(
        invoices=pl.len(), yuan=pl.col(_GROSS).sum(), months=pl.col("month").n_unique()
    )
    a_month, a_year = firms["invoices"] / firms["months"], firms["yuan"] / firms["months"] * 12
    return {
        **{f"sales_month_p{place}": _number(a_month.quantile(place / 100)) for place in (25, 50, 90)},
        **{f"year_p{place}": _number(a_year.quantile(place / 100)) for place in (10, 50, 90)},
        "months_p50": _number(firms["months"].median()),
    }


def _partners(sales: pl.DataFrame) -> Measured:
    each = sales.group_by(_FIRM, "购方单位代号").agg(yuan=pl.col(_GROSS).sum())
    ordered = each.sort("yuan", descending=True)
    firms = ordered.group_by(_FIRM).agg(
        customers=pl.len(),
        top=pl.col("yuan").max() / pl.col("yuan").sum(),
        top5=pl.col("yuan").top_k(5).sum() / pl.col("yuan").sum(),
    )
    found = {
        f"customers_p{place}": _number(firms["customers"].quantile(place / 100)) for place in (25, 50, 90)
    }
    return {**found, "top_p50": _number(firms["top"].median()), "top5_p50": _number(firms["top5"].median())}


def _purchases(purchases: pl.DataFrame, sales: pl.DataFrame) -> Measured:
    bought = purchases.group_by(_FIRM).agg(
        yuan=pl.col(_GROSS).sum(), suppliers=pl.col("销方单位代号").n_unique()
    )
    sold = sales.group_by(_FIRM).agg(sold=pl.col(_GROSS).sum())
    both = bought.join(sold, on=_FIRM)
    return {
        "suppliers_p50": _number(bought["suppliers"].median()),
        "purchase_p50": _number(purchases[_GROSS].quantile(0.5)),
        "purchase_p90": _number(purchases[_GROSS].quantile(0.9)),
        "bought_to_sold": _number((both["yuan"] / both["sold"]).median()),
    }


def _rhythm(sales: pl.DataFrame) -> Measured:
    """Seasons over whole years only, so that no month counts more often than another."""
    months = sales.group_by(_FIRM, "month").agg(yuan=pl.col(_GROSS).sum())
    spread = months.group_by(_FIRM).agg(cv=pl.col("yuan").std() / pl.col("yuan").mean(), months=pl.len())
    end = sales.select(pl.col("on").max().dt.month_start()).to_series()[0]
    recent = pl.col("on") >= pl.lit(end).dt.offset_by("-24mo")
    whole = sales.filter(recent, pl.col("on") < end)
    counts = dict(whole.group_by(pl.col("on").dt.month()).len().rows())
    mean = sum(counts.values()) / 12
    return {
        "month_cv": _number(spread.filter(pl.col("months") >= _LEAST_MONTHS)["cv"].median()),
        "february": counts.get(2, 0) / mean,
        "december": counts.get(12, 0) / mean,
        "weekend": _number((sales["on"].dt.weekday() >= 6).mean()),
    }


def _contest(data: Path, side: str) -> pl.DataFrame:
    names = (f"{kind}_{side}_invoices.csv.gz" for kind in ("credit_history", "no_credit_history"))
    kinds = {"金额": pl.Float64, "税额": pl.Float64, _GROSS: pl.Float64, "发票号码": pl.String}
    return pl.concat(pl.read_csv(data / "invoices" / name, schema_overrides=kinds) for name in names)


def _dated(table: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("开票日期").cast(pl.String).str.slice(0, 10)
    on = pl.col("开票日期") if table["开票日期"].dtype == pl.Date else text.str.to_date()
    return table.with_columns(on=on).with_columns(month=pl.col("on").dt.month_start())


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")
