"""`puhui graph features`, as somebody with files of their own meets it."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main


def _features(home: Path, *options: str) -> Result:
    files = {"--nodes": home / "n.csv", "--edges": home / "e.csv", "--out": home / "f.csv"}
    arguments = [str(it) for pair in files.items() for it in pair]
    return CliRunner().invoke(main, ["--lang", "en", "graph", "features", *arguments, *options])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "n.csv").write_text(
        "firm,as_of,label_bankrupt,city\nA,2021-01-01,1,温州\nB,2020-01-01,0,宁波\n,2020-01-01,0,\nC,soon,0,\n"
    )
    (tmp_path / "e.csv").write_text(
        "src,dst,rel,date,amount\nA,B,trade,2019-06-01,100\nA,B,trade,2020-06-01,300\nA,A,trade,2020-06-01,1\nC,A,guarantee,2020-12-31,5\n"
    )
    return tmp_path


def test_each_row_comes_out_in_order_with_what_was_known_on_its_eve(home: Path) -> None:
    """B's as-of day lies before the second sale; a row without a node or a day stays, and stays empty."""
    ran = _features(home)
    assert ran.exit_code == 0, ran.stderr
    out = pl.read_csv(home / "f.csv")
    assert out["firm"].to_list() == ["A", "B", None, "C"]
    assert out["edges"].to_list() == [3, 1, None, None]
    assert out["trade_in_weight"].to_list() == [None, 100, None, None]
    assert out["newest_days"].to_list() == [1, 214, None, None]
    assert out["city"].to_list() == ["温州", "宁波", None, None]


def test_labels_are_neither_read_nor_passed_on_unless_asked(home: Path) -> None:
    """The features are the same whatever the labels say."""
    ran = _features(home)
    first = pl.read_csv(home / "f.csv")
    assert "label_bankrupt" not in first.columns
    assert "label_bankrupt" in ran.stderr
    nodes = home / "n.csv"
    nodes.write_text(nodes.read_text().replace(",1,温州", ",0,温州"))
    _features(home, "--keep", "label_bankrupt")
    second = pl.read_csv(home / "f.csv")
    assert second.drop("label_bankrupt").equals(first)


def test_what_was_left_out_is_told_and_strict_ends_with_four(home: Path) -> None:
    """One line each on stderr; machines get the counts."""
    ran = _features(home, "--json", "--strict", "--catalogue", str(home / "c.csv"))
    assert ran.exit_code == 4
    told = {it["code"]: it["count"] for it in json.loads(ran.stdout)["remarks"]}
    assert told == {"self_loop": 1, "no_node": 1, "wrong_as_of": 1}
    assert "1 edges go from a node to itself; left out: line 4." in ran.stderr
    catalogue = pl.read_csv(home / "c.csv")
    assert catalogue["name"].to_list() == pl.read_csv(home / "f.csv").columns[3:]


def test_outcomes_of_neighbours_count_from_when_they_were_known_and_never_ones_own(home: Path) -> None:
    """B's failure became known in 2020: A may know it in 2021; B's own row never does."""
    (home / "o.csv").write_text("node,known_on,outcome\nB,2020-05-01,1\nA,2019-12-01,1\nC,,1\n")
    ran = _features(home, "--outcomes", str(home / "o.csv"))
    out = pl.read_csv(home / "f.csv")
    assert out["bad_near"].to_list() == [1, 1, None, None]
    assert out["known_near"].to_list() == [1, 1, None, None]
    assert "1 outcomes are" in ran.stderr


def test_a_label_is_not_averaged_into_features(home: Path) -> None:
    """The way round through neighbours' means is closed too."""
    ran = _features(home, "--average", "label_bankrupt")
    assert ran.exit_code == 2
    assert not (home / "f.csv").exists()


def test_steps_of_time_are_days_however_many(home: Path) -> None:
    """A list that counts time in steps of its own is read, and said to be as of the step after the last."""
    (home / "n.csv").write_text("id\nA\nB\n")
    (home / "e.csv").write_text("src,dst,t\nA,B,3\nB,A,90000000\n")
    ran = _features(home)
    assert ran.exit_code == 0, ran.stderr
    assert "as of 90000001" in ran.stderr
    assert pl.read_csv(home / "f.csv")["oldest_days"].to_list() == [89_999_998] * 2


def test_files_that_are_not_there_or_no_tables_end_with_two(home: Path) -> None:
    """A sentence with what to do, no trace of the program."""
    for content in (None, "", "only\n"):
        edges = home / "e.csv"
        if content is None:
            edges.unlink()
        else:
            edges.write_text(content)
        ran = _features(home)
        assert ran.exit_code == 2
        assert "Traceback" not in ran.stderr
        assert "e.csv" in ran.stderr


@pytest.mark.parametrize("out", ["f.parquet", "f.jsonl", "f.csv.gz"])
def test_results_come_in_the_format_of_their_suffix(home: Path, out: str) -> None:
    """The same rows, whatever the dress."""
    _features(home)
    ran = _features(home, "--out", str(home / out))
    assert ran.exit_code == 0, ran.stderr
    if out == "f.parquet":
        written = pl.read_parquet(home / out)
    else:
        written = pl.read_ndjson(home / out) if out == "f.jsonl" else pl.read_csv(home / out)
    assert written["edges"].to_list() == pl.read_csv(home / "f.csv")["edges"].to_list()
