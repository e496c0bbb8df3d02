"""Some of the town can move into a demonstration: forms, files, and nothing of the truth."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from puhui.kernel import Problem
from puhui.kernel.identifiers import parse_bank_card
from town.folder import TownFolder
from town.moving_in import _PURPOSES
from town.residents import Resident
from town.residents_of_town import residents
from town.write import read_residents, sample_folder


@pytest.fixture(scope="module")
def moved(made: TownFolder) -> tuple[Path, tuple[Resident, ...]]:
    """Forty of them."""
    return made.path, residents(made.path, 40)


def test_as_many_as_wanted_move_in_and_of_every_kind(moved: tuple[Path, tuple[Resident, ...]]) -> None:
    """Companies, shops, people without a licence, farms, part-time sellers; each of them once."""
    _, found = moved
    kinds = Counter(one.kind for one in found)
    assert len({one.code for one in found}) == 40
    assert set(kinds) == {
        "enterprise",
        "individual_business",
        "unregistered_operator",
        "person",
        "farm_household",
    }


def test_they_are_found_again_where_moving_in_looks(moved: tuple[Path, tuple[Resident, ...]]) -> None:
    """`residents.json` holds the same, and the invoices are those of the one who uploads them."""
    folder, found = moved
    assert read_residents(folder) == found
    with_files = [one for one in found if sample_folder(folder, one).is_dir()]
    assert len(with_files) > 5
    for one in with_files:
        for file in sample_folder(folder, one).glob("[销进]项发票.csv"):
            assert set(pl.read_csv(file, infer_schema_length=0)["企业代号"]) <= {one.uscc, one.firm_name}


def test_what_they_ask_can_be_asked(moved: tuple[Path, tuple[Resident, ...]]) -> None:
    """Purposes that the form knows, amounts and cards that pass."""
    for one in moved[1]:
        assert one.purpose in _PURPOSES
        assert 0 < one.amount_yuan <= 1_000_000
        assert 6 <= one.months <= 24
        assert not isinstance(parse_bank_card(one.bank_card), Problem)


def test_some_who_share_a_device_are_among_them(
    made: TownFolder, moved: tuple[Path, tuple[Resident, ...]]
) -> None:
    """So that a demonstration has something to find."""
    asked = made.read("applications").filter(pl.col("business_id").is_in([one.code for one in moved[1]]))
    assert asked["device_id"].value_counts()["count"].max() >= 2
