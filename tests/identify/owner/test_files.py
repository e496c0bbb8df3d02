"""Whole populations: in parts, in any order, in any form, the same answers."""

from pathlib import Path

import polars as pl
import pytest

from puhui.identify.owner import shipped_model
from puhui.identify.owner.files import (
    Gathered,
    PopulationTold,
    Told,
    answer_people,
    beside_of,
    gathered,
    population_table,
)
from puhui.kernel import Language, Problem


def answered(
    source: Path, folder: Path, rows: int = 100_000, name: str = "out.csv", **more: object
) -> pl.DataFrame:
    folder.mkdir(exist_ok=True)
    people = gathered(source, folder, rows)
    assert isinstance(people, Gathered)
    out = folder / name
    told = answer_people(shipped_model(), people, out, **more)  # type: ignore[arg-type]
    assert isinstance(told, Told) and told.persons
    return pl.read_parquet(out) if name.endswith("parquet") else pl.read_csv(out)


def test_parts_of_a_few_persons_give_what_one_part_gives(owners_town: Path, tmp_path: Path) -> None:
    """Memory is bounded by the part, and nobody's answer depends on where a part ends."""
    whole = answered(owners_town, tmp_path / "whole")
    parts = answered(owners_town, tmp_path / "parts", rows=187)
    assert whole.equals(parts)
    assert whole["person_id"].is_sorted() and whole["person_id"].is_unique().all()


def test_tables_in_any_order_and_as_csv_give_the_same(owners_town: Path, tmp_path: Path) -> None:
    """Unsorted tables are sorted once; CSV says what Parquet says."""
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    for path in owners_town.glob("person_*.parquet"):
        pl.read_parquet(path).sample(fraction=1, shuffle=True, seed=5).write_csv(mixed / f"{path.stem}.csv")
    whole = answered(owners_town, tmp_path / "whole", reasons=False)
    assert answered(mixed, tmp_path / "scratch", rows=400, reasons=False).equals(whole)


@pytest.mark.parametrize("name", ["features.csv", "features.csv.gz", "features.parquet", "features.jsonl"])
def test_a_table_of_features_is_answered_in_any_form(
    owners_features: pl.DataFrame, tmp_path: Path, name: str
) -> None:
    """Own columns pass through, features do not come back."""
    table = owners_features.head(300).with_columns(note=pl.lit("测试"))
    source = tmp_path / name
    if name.endswith("parquet"):
        table.write_parquet(source)
    elif name.endswith("jsonl"):
        table.write_ndjson(source)
    else:
        table.write_csv(source, compression="gzip" if name.endswith("gz") else "uncompressed")
    found = answered(source, tmp_path / "scratch", name="out.parquet")
    assert found.columns[:3] == ["person_id", "note", "probability"]
    assert "in_wage_yuan" not in found.columns and found.height == 300


def test_gbk_text_and_cells_that_are_no_numbers_do_not_stop_a_file(tmp_path: Path) -> None:
    """A spreadsheet from a Chinese machine, with a word where a number should be."""
    source = tmp_path / "people.csv"
    source.write_bytes("person_id,备注,in_wage_yuan\nR1,摆摊,5000\nR2,上班,很多\n".encode("gb18030"))
    found = answered(source, tmp_path / "scratch", name="out.parquet")
    assert found["备注"].to_list() == ["摆摊", "上班"]
    assert found["sources_seen"].to_list() == ["months", ""]


def test_a_table_without_one_feature_says_what_to_do(tmp_path: Path) -> None:
    """The answer names the option that lists the columns."""
    source = tmp_path / "people.csv"
    source.write_text("person_id,name\nR1,x\n")
    found = gathered(source, tmp_path)
    assert isinstance(found, Problem) and "--columns" in found.sentence(Language.EN)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    """No stack trace for a mistyped path, nor for a kind of file that is no table."""
    assert isinstance(gathered(tmp_path / "nothing.csv", tmp_path), Problem)
    assert isinstance(gathered(tmp_path / "picture.png", tmp_path), Problem)


def test_a_population_is_told_by_place_trade_and_kind(owners_town: Path, tmp_path: Path) -> None:
    """Where the truth lies beside, owners are counted, and every split adds up to everybody."""
    people = gathered(owners_town, tmp_path)
    assert isinstance(people, Gathered)
    told = population_table(shipped_model(), people, beside_of(owners_town), precision=0.9)
    assert isinstance(told, PopulationTold) and told.knows_truth
    everybody = told.table.filter(pl.col("by") == "all").row(0, named=True)
    truth = pl.read_parquet(owners_town / "truth" / "owners.parquet")
    assert everybody["owners"] == truth["runs_business"].sum()
    for by in ("place", "trade", "kind"):
        split = told.table.filter(pl.col("by") == by)
        assert split["persons"].sum() == everybody["persons"]
        assert split["said"].sum() == everybody["said"]


def test_without_truth_owners_are_expectations_and_it_is_said(
    owners_features: pl.DataFrame, tmp_path: Path
) -> None:
    """Sums of probabilities, not whole numbers."""
    source = tmp_path / "people.parquet"
    owners_features.write_parquet(source)
    people = gathered(source, tmp_path)
    assert isinstance(people, Gathered)
    told = population_table(shipped_model(), people, beside_of(None, people.columns), precision=0.9)
    assert not told.knows_truth
    everybody = told.table.row(0, named=True)
    assert everybody["precision"] == pytest.approx(0.9, abs=0.1)


def test_groups_of_a_few_are_told_together(owners_features: pl.DataFrame, tmp_path: Path) -> None:
    """No row of the population view is about one person."""
    source = tmp_path / "people.parquet"
    places = ["远处"] + ["镇上"] * (owners_features.height - 1)
    owners_features.with_columns(place=pl.Series(places)).write_parquet(source)
    people = gathered(source, tmp_path)
    assert isinstance(people, Gathered)
    told = population_table(shipped_model(), people, beside_of(None, people.columns), precision=0.9)
    places_told = told.table.filter(pl.col("by") == "place")["group"].to_list()
    assert "远处" not in places_told and "others" in places_told
