"""The made-up street: valid everywhere, real nowhere."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from puhui.kernel import Problem
from puhui.kernel.identifiers import parse_bank_card, parse_mobile, parse_resident_id, parse_uscc
from town.write import write_street

UNTIL = date(2026, 11, 22)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("street")
    write_street(folder, seed=1, firms=36, until=UNTIL)
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_identifier_passes_its_check_and_belongs_to_the_unassigned_region(street: Path) -> None:
    """The town computes its check digits itself; the kernel agrees with every one of them."""
    for resident in json.loads((street / "residents.json").read_text("utf-8")):
        assert resident["owner_id"].startswith("990000")
        assert not isinstance(parse_resident_id(resident["owner_id"], on=UNTIL), Problem)
        assert not isinstance(parse_mobile(resident["mobile"]), Problem)
        assert not isinstance(parse_bank_card(resident["bank_card"]), Problem)
        if resident["uscc"] is not None:
            assert resident["uscc"][2:8] == "990000"
            assert not isinstance(parse_uscc(resident["uscc"]), Problem)


def test_every_kind_of_subject_and_every_character_lives_on_the_street(street: Path) -> None:
    """Also the ones without a licence and the ones without an invoice."""
    kinds = {resident["kind"] for resident in json.loads((street / "residents.json").read_text("utf-8"))}
    assert kinds == {
        "person",
        "enterprise",
        "individual_business",
        "unregistered_operator",
        "farm_household",
        "cooperative",
    }
    characters = Counter(row["character"] for row in _rows(street / "truth" / "truth.csv"))
    assert len(characters) == 8
    assert characters["circular"] >= 2


def test_the_truth_is_told_in_its_own_file_only(street: Path) -> None:
    """No form, enterprise list or invoice carries how a firm really is."""
    told = [
        path for path in street.rglob("*") if path.is_file() and "honest_strong" in path.read_text("utf-8")
    ]
    assert told == [street / "truth" / "truth.csv"]


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(street: Path, tmp_path: Path) -> None:
    """A report about the street can be repeated by anybody."""
    write_street(tmp_path / "again", seed=1, firms=36, until=UNTIL)
    write_street(tmp_path / "other", seed=2, firms=36, until=UNTIL)
    sales = "invoices/output_invoices.csv"
    assert (tmp_path / "again" / sales).read_bytes() == (street / sales).read_bytes()
    assert (tmp_path / "other" / sales).read_bytes() != (street / sales).read_bytes()


def test_invoices_span_two_years_and_never_the_future(street: Path) -> None:
    """Two years back from the last day; numbers are unique on each side of a firm."""
    for name in ("output_invoices.csv", "input_invoices.csv"):
        rows = _rows(street / "invoices" / name)
        days = sorted(row["开票日期"] for row in rows)
        assert days[0].startswith("2024-12")
        assert days[-1] <= UNTIL.isoformat()
        assert len({(row["企业代号"], row["发票号码"], row["金额"]) for row in rows}) == len(rows)


def test_what_a_ring_sells_its_members_buy(street: Path) -> None:
    """Every invoice between two firms of the street is in both firms' books with the same amount."""
    sold = {
        (row["企业代号"], row["购方单位代号"], row["发票号码"], row["价税合计"])
        for row in _rows(street / "invoices" / "output_invoices.csv")
        if row["购方单位代号"].startswith("T")
    }
    bought = {
        (row["销方单位代号"], row["企业代号"], row["发票号码"], row["价税合计"])
        for row in _rows(street / "invoices" / "input_invoices.csv")
        if row["销方单位代号"].startswith("T")
    }
    assert sold
    assert sold == bought


def test_a_declining_firm_sells_far_less_this_autumn_than_last(street: Path) -> None:
    """The character shows in the papers: less than two thirds of the same three months a year before."""
    declining = {
        row["企业代号"] for row in _rows(street / "truth" / "truth.csv") if row["character"] == "declining"
    }
    sales = [
        row for row in _rows(street / "invoices" / "output_invoices.csv") if row["企业代号"] in declining
    ]
    months = {year: {f"{year}-{month:02d}" for month in (8, 9, 10)} for year in (2025, 2026)}
    total = {
        year: sum(float(row["价税合计"]) for row in sales if row["开票日期"][:7] in months[year])
        for year in months
    }
    assert total[2026] < total[2025] * 2 / 3
