"""Later firms are scored from attributes, lawsuits and ties; neither number nor own end tells anything."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.smesd.__main__ import main
from benchmarks.smesd.families import FAMILIES
from benchmarks.smesd.judging import matched, splits
from benchmarks.smesd.reading import read_world
from benchmarks.smesd.table import refuse_numbers, table_of

KINDS = {
    0: "supervised",
    2: "executed",
    4: "stakeholderd",
    6: "invest_CC",
    7: "invested_CC",
    9: "invested_CP",
}


def written(folder: Path, firms: range, split: str, *, told: bool, add: int = 0) -> Path:
    """A small world in the set's layout: firms of many people go under. `add` renames everybody."""
    folder.mkdir()
    rng = np.random.default_rng(7)
    every = [(firm, int(rng.integers(1, 6)), float(rng.integers(1, 90)) * 10) for firm in range(160)]
    ours = [it for it in every if it[0] in firms]
    names = {"registered_capital": [it[2] for it in ours], "paid_in_capital": [it[2] for it in ours]}
    pl.DataFrame(
        {
            "company_idx": [it[0] + add for it in ours],
            "name": "测试小吃店",
            "split": split,
            "label_bankrupt": [int(it[1] > 2) if told else None for it in ours],
            **names,
            "months_since_setup": [20 + 3 * it[0] % 100 for it in ours],
            "industry_raw": "餐饮业",
            "area": ["甲市" if it[0] % 3 else None for it in ours],
            "n_qualify": 1,
        }
    ).write_csv(folder / "companies.csv")
    ties = [
        (split, it[0] + add, 1000 + add + (it[0] * 3 + turn) % 300, kind, KINDS[kind], 1.0)
        for it in ours
        for turn in range(it[1])
        for kind in (0, 4, 9)
    ]
    ties += [(split, it[0] + add, (it[0] + 1) % 160 + add, 6, KINDS[6], 5.0) for it in ours if it[0] % 4 == 0]
    columns = ["split", "src", "dst", "rel_id", "rel", "weight"]
    pl.DataFrame(ties, columns, orient="row").write_csv(folder / "edges.csv")
    groups = [(split, "area", "甲市", it[0] + add) for it in ours]
    pl.DataFrame(groups, ["split", "kind", "key", "company_idx"], orient="row").write_csv(
        folder / "hyperedges.csv"
    )
    suits = [(split, it[0] + add, 1, 0, 3, 5 + it[0] % 40, 0) for it in ours if it[0] % 2]
    names_of = [
        "split",
        "company_idx",
        "cause_type",
        "court_type",
        "result",
        "months_before_observation",
        "time_label",
    ]
    pl.DataFrame(suits, names_of, orient="row").write_csv(folder / "lawsuits.csv")
    return folder


def scores(data: Path, later: Path, out: Path) -> pl.DataFrame:
    assert main(["--data", str(data), "--test", str(later), "--scores", str(out)]) == 0
    return pl.read_csv(out)


def test_later_firms_are_scored_and_their_numbers_tell_nothing(tmp_path: Path) -> None:
    """Every firm without a label gets a score; renaming all firms and people leaves every score as it was."""
    data = written(tmp_path / "old", range(120), "train", told=True)
    later = written(tmp_path / "new", range(120, 160), "test", told=False)
    found = scores(data, later, tmp_path / "one.csv")
    assert found["company_idx"].to_list() == list(range(120, 160))
    other = written(tmp_path / "old2", range(120), "train", told=True, add=5_000)
    renamed = written(tmp_path / "new2", range(120, 160), "test", told=False, add=5_000)
    again = scores(other, renamed, tmp_path / "two.csv")
    assert np.allclose(found["score"].to_numpy(), again["score"].to_numpy(), atol=1e-9)


def test_a_firm_that_is_asked_for_teaches_nothing(tmp_path: Path) -> None:
    """Also where the public part knows its end: turned round there, the scores stay."""
    data = written(tmp_path / "old", range(160), "train", told=True)
    later = written(tmp_path / "new", range(120, 160), "test", told=False)
    found = scores(data, later, tmp_path / "one.csv")
    turned = pl.read_csv(data / "companies.csv").with_columns(
        label_bankrupt=pl.when(pl.col("company_idx") >= 120)
        .then(1 - pl.col("label_bankrupt"))
        .otherwise(pl.col("label_bankrupt"))
    )
    turned.write_csv(data / "companies.csv")
    assert scores(data, later, tmp_path / "two.csv").equals(found)


def test_no_feature_looks_at_a_label(tmp_path: Path) -> None:
    """The table of a world without any label is the same table, in every family."""
    told = table_of(read_world(written(tmp_path / "told", range(160), "train", told=True)))
    untold = table_of(read_world(written(tmp_path / "untold", range(160), "train", told=False)))
    assert set(told.families) == set(FAMILIES)
    assert np.array_equal(told.values, untold.values, equal_nan=True)


def test_a_column_that_is_the_firms_number_is_refused() -> None:
    """Whatever its scale: the number carries the label in this set."""
    keys = np.random.default_rng(1).permutation(50)
    with pytest.raises(AssertionError, match="number"):
        refuse_numbers((3.0 * keys + 7)[:, None], ("sly",), keys)


def test_what_hangs_together_is_never_cut() -> None:
    """A component lies on one side of every split."""
    component = np.repeat(np.arange(30), 3)
    for teach, judge in splits(component, 2):
        assert not set(component[teach]) & set(component[judge])


def test_degree_tells_nothing_among_firms_matched_on_degree() -> None:
    """A score that is the degree itself is worth a coin there."""
    rng = np.random.default_rng(3)
    bad = (rng.random(400) < 0.5) * 1.0
    degree = rng.integers(0, 6, 400) + 2 * bad
    assert matched(bad, degree, {"degree": degree}, draws=5)["ways"]["degree"]["auc"] == 0.5
