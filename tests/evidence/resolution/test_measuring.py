"""The benchmark skips with a reason where its data is absent."""

from pathlib import Path

from benchmarks.identify import linkage


def test_without_data_linkage_says_what_it_needs(tmp_path: Path) -> None:
    """An empty folder: which files are needed."""
    assert "four_provinces" in linkage.measure(tmp_path, quick=True)["skipped"]
    assert "skipped" in linkage.measure(None, quick=True)
