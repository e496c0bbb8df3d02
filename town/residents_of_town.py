"""Some of the town's applicants as residents: forms to fill in and files to upload, for the demonstration.

Whatever stands here an applicant would say or send themselves; nothing is read from `truth/`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import polars as pl

from town.folder import TownFolder
from town.ids import bank_card
from town.residents import Resident
from town.write import sample_folder, written_as

_KINDS: Final = {
    "company": "enterprise",
    "individual": "individual_business",
    "stall": "unregistered_operator",
    "workshop": "unregistered_operator",
    "part_time_seller": "person",
    "farm": "farm_household",
}
_PURPOSES: Final = {"装修店面": "付店面租金", "付工人工钱": "进货周转"}
_SIDES: Final = {"output_invoices": "销项发票", "input_invoices": "进项发票"}
_MOST_PAPERS: Final = 3_000
_MONTHS: Final = 24
_SAME_DEVICE: Final = 4
_SAME_DEVICE_PART: Final = 4
_MOST_YUAN: Final = 1_000_000
_BALANCE_MONTHS: Final = 18


def residents(folder: Path, n: int) -> tuple[Resident, ...]:
    """The `n` latest applicants, every kind in turn; one in four from a device that four or more used.

    Writes their sample files below `folder/samples`, `folder/residents.json`, and `folder/invoices` as
    `puhui decide invoices` reads it, so that `moving_in` and `write.read_residents` find them.
    """
    town = TownFolder(folder)
    sides = _without_large({name: _recent(town, name) for name in _SIDES})
    chosen = _chosen(_applicants(town, sides), n)
    found = tuple(_resident(row) for row in chosen.iter_rows(named=True))
    codes = dict(town.read("businesses").drop_nulls("uscc").select("business_id", "uscc").iter_rows())
    _write_files(folder, found, {name: _named(table, codes) for name, table in sides.items()})
    told = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str)
    (folder / "residents.json").write_text(told + "\n", encoding="utf-8")
    return found


def _recent(town: TownFolder, name: str) -> pl.DataFrame:
    table = town.read(name)
    return table.filter(pl.col("开票日期") > pl.col("开票日期").max().dt.offset_by(f"-{_MONTHS}mo"))


def _without_large(sides: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Without the papers of the few firms that have so many that a demonstration would be slow."""
    counts = pl.concat(side.group_by("企业代号").len() for side in sides.values())
    large = counts.filter(pl.col("len") > _MOST_PAPERS)["企业代号"].unique().to_list()
    return {name: side.filter(~pl.col("企业代号").is_in(large)) for name, side in sides.items()}


def _applicants(town: TownFolder, sides: dict[str, pl.DataFrame]) -> pl.DataFrame:
    has_papers = pl.concat(side.select(business_id="企业代号").unique() for side in sides.values()).unique()
    people = town.read("people").select(
        "person_id", "resident_id", "community", owner_name="name", born="born"
    )
    asked = town.read("applications").with_columns(
        same_device=pl.col("person_id").n_unique().over("device_id") >= _SAME_DEVICE
    )
    return (
        asked.join(town.read("businesses"), on="business_id", maintain_order="left")
        .join(people, on="person_id", maintain_order="left")
        .join(_debts(town), on="business_id", how="left", maintain_order="left")
        .join(has_papers.with_columns(has_papers=True), on="business_id", how="left", maintain_order="left")
        .sort("applied_at", "application_id", descending=[True, False])
        .unique("person_id", keep="first", maintain_order=True)
    )


def _debts(town: TownFolder) -> pl.DataFrame:
    """What leaves the account each month for older loans, as its owner would say it."""
    flows = town.read("bank_flows").filter(pl.col("kind") == "older_loan")
    return flows.group_by("business_id").agg(monthly_fen=-pl.col("amount_fen").last())


def _chosen(applicants: pl.DataFrame, n: int) -> pl.DataFrame:
    """Those who share a device first, then large, small and every other kind in turn."""
    together = applicants.filter("same_device").head(n // _SAME_DEVICE_PART)["application_id"].to_list()
    alone = applicants.filter(~pl.col("application_id").is_in(together))
    has_papers = pl.col("uscc").is_not_null() & pl.col("has_papers").fill_null(False)
    heaps = [alone.filter(has_papers), alone.filter(has_papers).reverse()]
    heaps += [alone.filter(~has_papers & (pl.col("kind") == kind)) for kind in _KINDS]
    turns = zip_longest(*(heap["application_id"].to_list() for heap in heaps))
    order = dict.fromkeys(code for turn in turns for code in turn if code is not None)
    picked = [*together, *list(order)[: n - len(together)]]
    return applicants.filter(pl.col("application_id").is_in(picked)).sort("application_id")


def _resident(row: dict[str, Any]) -> Resident:
    monthly_yuan = round((row["monthly_fen"] or 0) / 100)
    number = int(row["business_id"][1:])
    return Resident(
        code=row["business_id"],
        kind=_KINDS[row["kind"]],
        trade=row["trade"],
        firm_name=row["name"],
        owner_name=row["owner_name"],
        owner_id=row["resident_id"],
        mobile=row["phone"],
        bank_card=bank_card(number),
        uscc=row["uscc"],
        industry_code=row["industry"],
        employees=row["employees"],
        started_on=row["started_on"],
        address=row["address"],
        amount_yuan=min(_MOST_YUAN, row["amount_fen"] // 100),
        months=min(24, row["months"]),
        purpose=_PURPOSES.get(row["purpose"], row["purpose"]),
        debt_balance_yuan=monthly_yuan * _BALANCE_MONTHS,
        debt_monthly_yuan=monthly_yuan,
    )


def _named(table: pl.DataFrame, codes: dict[str, str]) -> pl.DataFrame:
    """Town firms stand in each other's books by their credit code, as on a real invoice."""
    partner = next(column for column in table.columns if column.endswith("方单位代号"))
    return table.with_columns(pl.col(partner).replace(codes))


def _write_files(folder: Path, found: Sequence[Resident], sides: dict[str, pl.DataFrame]) -> None:
    everybody = [one.code for one in found]
    target = folder / "invoices"
    target.mkdir(parents=True, exist_ok=True)
    names = {"企业代号": everybody, "企业名称": [one.firm_name for one in found]}
    pl.DataFrame(names).write_csv(target / "enterprises.csv")
    for name, table in sides.items():
        mine = table.filter(pl.col("企业代号").is_in(everybody))
        _as_csv(mine, target / f"{name}.csv")
        for one in _with_papers(found, mine):
            own = sample_folder(folder, one)
            own.mkdir(parents=True, exist_ok=True)
            papers = mine.filter(pl.col("企业代号") == one.code).with_columns(
                企业代号=pl.lit(written_as(one))
            )
            _as_csv(papers, own / f"{_SIDES[name]}.csv")


def _with_papers(found: Iterable[Resident], papers: pl.DataFrame) -> Iterable[Resident]:
    codes = set(papers["企业代号"].to_list())
    return (one for one in found if one.code in codes)


def _as_csv(table: pl.DataFrame, path: Path) -> None:
    table.write_csv(path, float_precision=2)
