"""A seed and a settings file make a town, the same one every time."""

import hashlib
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from town.folder import TownFolder
from town.settings import PLAIN, SettingsRefused, read_settings

TABLES = {
    "applications", "bank_flows", "businesses", "devices", "enterprises", "graph_applications", "graph_edges",
    "graph_nodes", "households", "input_invoices", "loans", "logins", "markets", "output_invoices", "people",
    "person_balances", "person_months",
    "person_registers", "person_relations", "person_sources", "person_texts", "phones", "registrations",
    "relations", "repayments", "sources", "till_flows",
}  # fmt: skip


def _make(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    asked = [sys.executable, "-m", "town.make", "--people", "1000", "--out", str(out), *more]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def _sums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_seed_repeats_byte_for_byte_in_another_process_and_two_seeds_differ(tmp_path: Path) -> None:
    """Also with another number of threads; every table of another seed has other bytes."""
    for name, seed in (("one", "7"), ("again", "7"), ("other", "8")):
        assert _make(tmp_path / name, "--seed", seed).returncode == 0
    one, again, other = (_sums(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert set(one) == set(other)
    assert [name for name in one if one[name] == other[name]] == []


def test_every_table_is_there_and_none_is_empty(made: TownFolder) -> None:
    """Twenty-seven tables, and the truth in a folder of its own."""
    assert {name for name in made.names() if not name.startswith("truth/")} == TABLES
    assert all(made.read(name).height > 0 for name in made.names())


def test_a_town_may_be_written_as_csv(tmp_path: Path) -> None:
    """For whoever has no Parquet reader; the tables are the same."""
    assert _make(tmp_path / "town", "--format", "csv", "--until", "2025-12-31").returncode == 0
    sold = TownFolder(tmp_path / "town").read("output_invoices")
    assert str(sold["开票日期"].max()) <= "2025-12-31"


def test_a_wrong_settings_file_is_refused_with_the_place_that_is_wrong(tmp_path: Path) -> None:
    """Nothing is made, nothing is shown but the sentence."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(f"like: {PLAIN}\nnoise: {{duplicate_row: 0.1}}\n", encoding="utf-8")
    told = _make(tmp_path / "town", "--settings", str(wrong))
    assert told.returncode == 2
    assert "noise.duplicate_row" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "town").exists()


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("missing: {bank: 1.4}", "missing.bank"),
        ("until: 2026-10-15", "until"),
        ("months: 6", "months"),
        ("- 1", "wrong.yaml"),
    ],
)
def test_settings_that_no_town_can_have_are_refused(tmp_path: Path, said: str, place: str) -> None:
    """A share above one, a month cut in two, a window too short to lend in."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(said if said.startswith("-") else f"like: {PLAIN}\n{said}\n", encoding="utf-8")
    with pytest.raises(SettingsRefused, match=place):
        read_settings(wrong)


def test_the_truth_is_in_no_other_table(made: TownFolder) -> None:
    """No column and no value outside `truth/` names a character, a ring, a cause or who would default."""
    truth = [made.read(name) for name in made.names() if name.startswith("truth/")]
    hidden = {column for table in truth for column in table.columns} - {
        "business_id", "person_id", "application_id", "month", "due_fen", "paid_fen", "kind",
        "trade", "since", "debts_fen", "node", "role",
    }  # fmt: skip
    words = set(made.read("truth/businesses")["character"].to_list())
    words |= set(made.read("truth/applications")["cause"].drop_nulls().to_list())
    for name in made.names():
        if name.startswith("truth/"):
            continue
        table = made.read(name)
        assert not hidden & set(table.columns), name
        for column in table.select(pl.col(pl.String)).columns:
            assert not words & set(table[column].unique().to_list()), f"{name}.{column}"
