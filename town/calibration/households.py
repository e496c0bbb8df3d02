"""Margins of households: the Survey of Consumer Finances 2019 (weighted) and the town's families."""

from pathlib import Path
from typing import Final

import polars as pl

from town.calibration.model import Margin, Measured
from town.folder import TownFolder

_YEAR_MONTHS: Final = 12
_LATE_DAYS: Final = 3

MARGINS: Final = (
    Margin(
        "owns_business", "households that own a business", "share", "scf2019", is_target=False,
        why_off="China registers one business for about eight people, more than one household in three",
    ),
    Margin("owner_married", "married, of the households with a business", "share", "scf2019"),
    Margin("owner_age_p50", "age of the head, median of households with a business", "years", "scf2019"),
    Margin("income_p90_p50", "income of business households, 90th percentile ÷ median", "ratio", "scf2019"),
    Margin("debt_to_income_p50", "debt payments ÷ income, business households, median", "ratio", "scf2019"),
    Margin("owner_wages", "business households with wages too", "share", "scf2019"),
    Margin("other_wages", "other households with wages", "share", "scf2019"),
    Margin(
        "owner_not_wages", "part of a business household's income that is not wages, mean", "share",
        "scf2019", is_target=False,
        why_off="an American owner often pays himself a wage; the town's full-time owner has none",
    ),
    Margin("late", "business households late with a payment in the last year", "share", "scf2019"),
)  # fmt: skip


def measure_real(data: Path) -> Measured:
    """Five implicates of each household, weighted."""
    rows = pl.read_csv(data / "scf2019" / "households_train.csv.gz").select(
        owns=pl.col("HBUS") == 1,
        weight=pl.col("WGT"),
        age=pl.col("AGE").cast(pl.Float64),
        married=(pl.col("MARRIED") == 1).cast(pl.Float64),
        income=pl.col("INCOME"),
        wages=pl.col("WAGEINC"),
        debt=pl.col("TPAY") * _YEAR_MONTHS,
        late=pl.col("LATE").cast(pl.Float64),
    )
    return measure(rows)


def measure_town(folder: TownFolder) -> Measured:
    """Income is what a business leaves before older debts, plus wages: known to the truth only."""
    people = _with_earnings(folder)
    last = folder.read("output_invoices")["开票日期"].max()
    truth = folder.read("truth/businesses").select("business_id", "true_left_month_fen", "debts_month_fen")
    firms = folder.read("businesses").join(truth, on="business_id", maintain_order="left")
    late = _late(folder)
    owned = (
        firms.join(late, on="business_id", how="left", maintain_order="left")
        .rename({"owner_id": "person_id"})
        .join(people.select("person_id", "household_id"), on="person_id", maintain_order="left")
        .group_by("household_id")
        .agg(
            left=pl.col("true_left_month_fen").sum(),
            debt=pl.col("debts_month_fen").sum(),
            late=pl.col("late").max(),
        )
    )
    homes = people.group_by("household_id", maintain_order=True).agg(
        age=((pl.lit(last) - pl.col("born").first()).dt.total_days() / 365.25),
        married=(pl.col("role") == "spouse").any().cast(pl.Float64),
        wages=pl.col("wage_month_fen").sum(),
        paid=pl.col("paid_fen").sum(),
    )
    rows = homes.join(owned, on="household_id", how="left", maintain_order="left").select(
        owns=pl.col("left").is_not_null(),
        weight=pl.lit(1.0),
        age="age",
        married="married",
        income=((pl.col("left").fill_null(0) + pl.col("wages")) * _YEAR_MONTHS).cast(pl.Float64),
        wages=(pl.col("paid") * _YEAR_MONTHS).cast(pl.Float64),
        debt=(pl.col("debt").fill_null(0) * _YEAR_MONTHS).cast(pl.Float64),
        late=pl.col("late"),
    )
    return measure(rows)


def measure(homes: pl.DataFrame) -> Measured:
    """Every margin above from one row a household."""
    owners, others = homes.filter("owns"), homes.filter(~pl.col("owns"))
    ratio = owners.with_columns(ratio=pl.col("debt") / pl.col("income").clip(1))
    borrowing = owners.with_columns(pl.col("late").fill_null(0))
    middle = _quantile(owners, "income", 0.5)
    return {
        "owns_business": float(owners["weight"].sum()) / float(homes["weight"].sum()),
        "owner_married": _share(owners, "married"),
        "owner_age_p50": _quantile(owners, "age", 0.5),
        "income_p90_p50": _quantile(owners, "income", 0.9) / middle,
        "debt_to_income_p50": _quantile(ratio, "ratio", 0.5),
        "owner_wages": _share(owners.with_columns(any=(pl.col("wages") > 0).cast(pl.Float64)), "any"),
        "other_wages": _share(others.with_columns(any=(pl.col("wages") > 0).cast(pl.Float64)), "any"),
        "owner_not_wages": _share(owners.with_columns(rest=1 - _part("wages", "income")), "rest"),
        "late": _share(borrowing, "late"),
    }


def _with_earnings(folder: TownFolder) -> pl.DataFrame:
    """`paid_fen` are wages that somebody else pays: no pension, and none of who keeps a shop."""
    shops = folder.read("businesses").filter(pl.col("kind") != "part_time_seller")["owner_id"].unique()
    is_paid = (pl.col("occupation") == "employed") & ~pl.col("person_id").is_in(shops.implode())
    return (
        folder.read("people")
        .join(folder.read("truth/people"), on="person_id", maintain_order="left")
        .with_columns(paid_fen=pl.when(is_paid).then("wage_month_fen").otherwise(0))
    )


def _late(folder: TownFolder) -> pl.DataFrame:
    """Whoever had a loan and let a due pass by more than three days."""
    paid = folder.read("repayments")
    missed = (pl.col("paid_fen") < pl.col("due_fen")) | (
        (pl.col("paid_on") - pl.col("due_on")).dt.total_days() > 3
    )
    loans = paid.group_by("loan_id").agg(late=missed.any().cast(pl.Float64))
    return folder.read("loans").join(loans, on="loan_id").group_by("business_id").agg(pl.col("late").max())


def _part(column: str, of: str) -> pl.Expr:
    return (pl.col(column) / pl.col(of).clip(1)).clip(0, 1)


def _quantile(homes: pl.DataFrame, column: str, place: float) -> float:
    ordered = homes.sort(column)
    reached = ordered["weight"].cum_sum() / float(ordered["weight"].sum())
    return float(ordered[column][min(int((reached < place).sum()), ordered.height - 1)])


def _share(homes: pl.DataFrame, column: str) -> float:
    return float((homes[column] * homes["weight"]).sum()) / float(homes["weight"].sum())
