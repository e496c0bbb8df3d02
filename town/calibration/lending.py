"""Margins of loans and accounts: SBA, Berka, the contest's labels, and the town's loans.

No public set holds Chinese small-business loans with their course, so shapes are compared across
countries: shares, ratios and orders, never amounts of money.
"""

from pathlib import Path
from typing import Final

import polars as pl

from town.calibration.model import Margin, Measured
from town.folder import TownFolder

_RIPE_MONTHS: Final = 10

MARGINS: Final = (
    Margin("default_sba", "loans that failed; town: registered, lent ten months ago", "share", "sba"),
    Margin("default_berka", "loans in debt or unpaid; town: lent ten months ago", "share", "berka"),
    Margin("small_to_large", "failing share, smallest quarter of amounts ÷ largest quarter", "ratio", "sba"),
    Margin("alone_to_ten", "failing share, at most one employee ÷ ten and more", "ratio", "sba"),
    Margin("amount_p90_p50", "loan amount, 90th percentile ÷ median", "ratio", "sba"),
    Margin("amount_p50_p10", "loan amount, median ÷ 10th percentile", "ratio", "sba"),
    Margin("employees_p50", "employees of a borrower, median", "people", "sba"),
    Margin("employees_p90", "employees of a borrower, 90th percentile", "people", "sba"),
    Margin(
        "rows_month", "account movements in an active month, median", "rows", "berka", is_target=False,
        why_off="Czech households of 1998; a shop's account moves more often",
    ),
    Margin("size_auc", "how well small yearly sales tell failing (AUC)", "AUC", "invoices"),
    Margin("void_auc", "how well a high voided share tells failing (AUC)", "AUC", "invoices"),
    Margin("customers_auc", "how well few customers tell failing (AUC)", "AUC", "invoices"),
    Margin(
        "default_contest", "firms that defaulted; town: lent ones", "share", "invoices", is_target=False,
        why_off="123 firms chosen for a contest: one in five is no base rate",
    ),
)  # fmt: skip


def measure_real(data: Path) -> Measured:
    """SBA weighted back to its population, without the years whose draw is an artefact."""
    sba = pl.read_csv(data / "sba" / "loans_fy2006_and_earlier.csv.gz", infer_schema_length=0).select(
        amount=pl.col("gr_appv").cast(pl.Float64),
        employees=pl.col("no_emp").cast(pl.Float64),
        weight=pl.col("sample_weight").cast(pl.Float64),
        failed=(pl.col("mis_status") == "CHGOFF").cast(pl.Float64),
        year=pl.col("approval_fy").cast(pl.Float64),
    )
    berka = pl.read_csv(data / "berka" / "features_328.csv")
    moves = pl.read_csv(data / "berka" / "transactions_354.csv", separator=";")
    months = moves.group_by("account_id", pl.col("date") // 100).len()
    return {
        **_shapes(sba.filter(pl.col("year") > 1990)),
        "default_berka": _mean(berka["status"] == -1),
        "rows_month": float(months["len"].quantile(0.5) or 0),
        **_contest(data),
    }


def measure_town(folder: TownFolder) -> Measured:
    """Loans lent at least ten months before the last day; of SBA's shapes those of registered businesses."""
    businesses = folder.read("businesses").select(
        "business_id", "employees", is_registered=pl.col("uscc").is_not_null()
    )
    loans = folder.read("loans").join(businesses, on="business_id", how="left", maintain_order="left")
    last = pl.col("lent_on").max().dt.offset_by(f"-{_RIPE_MONTHS}mo")
    ripe = loans.filter(pl.col("lent_on") <= last).select(
        "business_id",
        amount=pl.col("amount_fen") / 100,
        employees=pl.col("employees").cast(pl.Float64),
        weight=pl.lit(1.0),
        failed=(pl.col("status") == "defaulted").cast(pl.Float64),
        is_registered="is_registered",
    )
    moves = folder.read("bank_flows")
    months = moves.group_by("business_id", pl.col("on").dt.month_start()).len()
    return {
        **_shapes(ripe.filter("is_registered")),
        "default_berka": _mean(ripe["failed"]),
        "rows_month": float(months["len"].quantile(0.5) or 0),
        **_with_invoices(folder, ripe.select("business_id", "failed")),
    }


def _shapes(loans: pl.DataFrame) -> Measured:
    quarter, rest = _weighted(loans, "amount", 0.25), _weighted(loans, "amount", 0.75)
    small, large = loans.filter(pl.col("amount") <= quarter), loans.filter(pl.col("amount") > rest)
    alone, ten = loans.filter(pl.col("employees") <= 1), loans.filter(pl.col("employees") >= 10)
    middle = _weighted(loans, "amount", 0.5)
    return {
        "default_sba": _failing(loans),
        "small_to_large": _failing(small) / max(_failing(large), 1e-9),
        "alone_to_ten": _failing(alone) / max(_failing(ten), 1e-9),
        "amount_p90_p50": _weighted(loans, "amount", 0.9) / middle,
        "amount_p50_p10": middle / _weighted(loans, "amount", 0.1),
        "employees_p50": _weighted(loans, "employees", 0.5),
        "employees_p90": _weighted(loans, "employees", 0.9),
    }


def _contest(data: Path) -> Measured:
    firms = pl.read_csv(data / "invoices" / "enterprises_labelled_123.csv")
    kinds = {"价税合计": pl.Float64, "发票号码": pl.String}
    sold = pl.read_csv(data / "invoices" / "credit_history_output_invoices.csv.gz", schema_overrides=kinds)
    failed = firms.select(business_id="企业代号", failed=(pl.col("是否违约") == "是").cast(pl.Float64))
    return _tell(sold, failed)


def _with_invoices(folder: TownFolder, loans: pl.DataFrame) -> Measured:
    return _tell(folder.read("output_invoices"), loans.group_by("business_id").agg(pl.col("failed").max()))


def _tell(sold: pl.DataFrame, failed: pl.DataFrame) -> Measured:
    """How well one plain figure of the sales invoices tells who failed."""
    day = pl.col("开票日期").cast(pl.String).str.slice(0, 7)
    void = pl.col("发票状态").str.strip_chars() != "有效发票"
    good = ~void & (pl.col("价税合计") > 0)
    firms = sold.group_by(business_id="企业代号").agg(
        sales=pl.col("价税合计").filter(good).sum() / day.filter(good).n_unique(),
        customers=pl.col("购方单位代号").filter(good).n_unique(),
        void=void.mean(),
    )
    both = failed.join(firms, on="business_id", how="inner").fill_nan(0)
    return {
        "default_contest": _mean(both["failed"]),
        "size_auc": auc(both["failed"], -both["sales"]),
        "void_auc": auc(both["failed"], both["void"]),
        "customers_auc": auc(both["failed"], -both["customers"].cast(pl.Float64)),
    }


def auc(failed: pl.Series, score: pl.Series) -> float:
    """Chance that somebody who failed scores higher than somebody who did not; ties count half.

    >>> auc(pl.Series([0.0, 0.0, 1.0]), pl.Series([1.0, 2.0, 3.0]))
    1.0
    """
    ranks = score.rank("average")
    bad, count = float(failed.sum()), float(len(failed))
    if bad in {0.0, count}:
        return float("nan")
    return (float(ranks.filter(failed > 0).sum()) - bad * (bad + 1) / 2) / (bad * (count - bad))


def _weighted(loans: pl.DataFrame, column: str, place: float) -> float:
    ordered = loans.drop_nulls(column).sort(column)
    reached = ordered["weight"].cum_sum() / float(ordered["weight"].sum())
    return float(ordered[column][min(int((reached < place).sum()), ordered.height - 1)])


def _failing(loans: pl.DataFrame) -> float:
    weight = float(loans["weight"].sum())
    return float((loans["failed"] * loans["weight"]).sum()) / weight if weight else float("nan")


def _mean(flags: pl.Series) -> float:
    return float(flags.cast(pl.Float64).mean() or 0)  # type: ignore[arg-type]
