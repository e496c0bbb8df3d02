"""Tables of persons as they lie in folders."""

from pathlib import Path

import polars as pl

from puhui.features import PersonTables, read_person_tables
from puhui.kernel import Problem


def test_a_folder_that_says_nothing_of_consent_is_refused(tmp_path: Path) -> None:
    """Without person_sources nothing may be seen, and it is said what to add."""
    pl.DataFrame({"person_id": ["R1"]}).write_csv(tmp_path / "person_months.csv")
    found = read_person_tables(tmp_path)
    assert isinstance(found, Problem) and found.code == "people.sources.missing"
    assert "person_sources" in found.sentence()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """A table without its amounts says which columns it lacks."""
    pl.DataFrame({"person_id": ["R1"], "source": ["months"], "seen": ["true"]}).write_csv(
        tmp_path / "person_sources.csv"
    )
    pl.DataFrame({"person_id": ["R1"], "month": ["2026-10"]}).write_csv(tmp_path / "person_months.csv")
    found = read_person_tables(tmp_path)
    assert isinstance(found, Problem) and "amount_fen" in found.what.en


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Consent alone is enough to begin with; words for yes are understood."""
    pl.DataFrame({"person_id": ["R1", "R1"], "source": ["months", "texts"], "seen": ["是", "no"]}).write_csv(
        tmp_path / "person_sources.csv"
    )
    found = read_person_tables(tmp_path)
    assert isinstance(found, PersonTables)
    assert found.sources["seen"].to_list() == [True, False]
    assert all(rows.is_empty() for rows in found.by_source.values())
