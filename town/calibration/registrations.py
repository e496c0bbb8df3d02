"""Margins of the register: 464,414 firms of four provinces, 255,497 names, and the town's own register."""

from pathlib import Path
from typing import Final

import polars as pl

from town.calibration.model import Margin, Measured
from town.folder import TownFolder

_SET: Final = "registrations"

MARGINS: Final = (
    Margin("address_alone", "addresses with one firm", "share", _SET),
    Margin("at_2", "firms at an address with two or more", "share", _SET),
    Margin("at_5", "firms at an address with five or more", "share", _SET),
    Margin("at_10", "firms at an address with ten or more", "share", _SET),
    Margin("capital_p25", "registered capital, lower quartile of companies", "10,000 yuan", _SET),
    Margin("capital_p50", "registered capital, median", "10,000 yuan", _SET),
    Margin("capital_p90", "registered capital, 90th percentile", "10,000 yuan", _SET),
    Margin("name_p10", "characters of a company's name, 10th percentile", "characters", _SET),
    Margin("name_p50", "characters of a company's name, median", "characters", _SET),
    Margin("name_p90", "characters of a company's name, 90th percentile", "characters", _SET),
    Margin("represents_more", "legal representatives of two firms or more", "share", _SET),
    Margin(
        "age_p50", "age of a registered firm on the last day, median", "years", _SET, is_target=False,
        why_off="the set keeps firms that closed long ago, the town only those alive",
    ),
)  # fmt: skip


def measure_real(data: Path) -> Measured:
    """Addresses, capital and age from four provinces, names from the other sample."""
    firms = pl.read_csv(data / "registrations" / "four_provinces.csv.gz", infer_schema_length=0)
    names = pl.read_csv(data / "registrations" / "text_sample.csv.gz", infer_schema_length=0)
    capital = firms["capital"].str.replace_all(",", "").str.extract(r"([\d.]+)").cast(pl.Float64)
    days = firms["registered_on"].str.to_date(strict=False)
    company = names.filter(pl.col("name").str.contains("公司"))["name"]
    known = firms.filter(pl.col("address").str.len_chars() > 3)
    return measure(
        addresses=known["address"],
        capital=capital.filter(capital > 0),
        names=company,
        represents=firms["legal_representative"].drop_nulls(),
        days=days.drop_nulls(),
    )


def measure_town(folder: TownFolder) -> Measured:
    """Addresses and representatives of all registered, capital and names of companies."""
    firms = folder.read("registrations")
    companies = firms.filter(pl.col("type") == "有限责任公司")
    return measure(
        addresses=firms["address"],
        capital=companies["capital_wan"],
        names=companies["name"],
        represents=firms["legal_representative_id"],
        days=firms["registered_on"],
    )


def measure(
    *, addresses: pl.Series, capital: pl.Series, names: pl.Series, represents: pl.Series, days: pl.Series
) -> Measured:
    """Every margin above; capital in 万元."""
    at = addresses.value_counts()["count"]
    sizes = names.str.len_chars()
    age = pl.DataFrame({"day": days}).select((pl.col("day").max() - pl.col("day")).dt.total_days() / 365.25)
    return {
        "address_alone": _share(at == 1),
        **{f"at_{least}": float(at.filter(at >= least).sum()) / float(at.sum()) for least in (2, 5, 10)},
        **{f"capital_p{place}": _quantile(capital, place) for place in (25, 50, 90)},
        **{f"name_p{place}": _quantile(sizes, place) for place in (10, 50, 90)},
        "represents_more": _share(represents.value_counts()["count"] >= 2),
        "age_p50": _quantile(age.to_series(), 50),
    }


def _quantile(values: pl.Series, place: int) -> float:
    return float(values.quantile(place / 100) or 0)


def _share(flags: pl.Series) -> float:
    return float(flags.cast(pl.Float64).mean() or 0)  # type: ignore[arg-type]
