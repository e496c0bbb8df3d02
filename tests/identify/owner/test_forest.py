"""Trees read from text give what LightGBM gives, and their parts add up to it."""

from functools import cache
from pathlib import Path

import lightgbm
import numpy as np
import pytest

from puhui.identify.owner.forest import Forest, made_ready, read_forest, summed
from puhui.kernel import Problem

COLUMNS = ["takings", "goods", "wage", "entries"]


@cache
def people() -> tuple[np.ndarray, np.ndarray]:
    """Some hundred rows with holes: who sells, and whether they run a business."""
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(900, 4)).astype(np.float32)
    rows[:, 3] = rng.integers(0, 3, 900)
    runs = (rows[:, 0] + rows[:, 0] * rows[:, 1] + rows[:, 3] > 1).astype(int)
    rows[rng.random(rows.shape) < 0.25] = np.nan
    rows[:, 2] = rng.integers(0, 9, 900)
    return rows, runs


def grown(tmp_path: Path, **shape: object) -> tuple[lightgbm.Booster, Path]:
    rows, runs = people()
    settings = {"verbosity": -1, "num_threads": 1, "num_leaves": 12, "min_data_in_leaf": 5, **shape}
    booster = lightgbm.train(settings, lightgbm.Dataset(rows, runs, feature_name=COLUMNS), 20)
    path = tmp_path / "model.txt"
    booster.save_model(path)
    return booster, path


def test_sums_are_lightgbms_own(tmp_path: Path) -> None:
    """Row by row, unknown values included, to the last digit that matters."""
    booster, path = grown(tmp_path, objective="binary")
    forest = read_forest(path)
    assert isinstance(forest, Forest)
    rows = people()[0]
    assert np.allclose(summed(forest, rows)[:, 0], booster.predict(rows, raw_score=True), atol=1e-12)


def test_sums_of_several_classes_stand_in_their_columns(tmp_path: Path) -> None:
    """One column a class, as the kinds of owners need."""
    booster, path = grown(tmp_path, objective="multiclass", num_class=2)
    forest = read_forest(path)
    assert isinstance(forest, Forest) and forest.classes == 2
    rows = people()[0]
    assert np.allclose(summed(forest, rows), booster.predict(rows, raw_score=True), atol=1e-12)


def test_parts_are_exact_shapley_values(tmp_path: Path) -> None:
    """The same as LightGBM's pred_contrib, and with the base they add up to the sum."""
    booster, path = grown(tmp_path, objective="binary", max_depth=6)
    forest = read_forest(path)
    assert isinstance(forest, Forest)
    rows = people()[0][:200]
    ready = made_ready(forest)
    parts = ready.parts(rows)
    theirs = np.asarray(booster.predict(rows, pred_contrib=True))
    assert np.allclose(parts, theirs[:, :-1], atol=1e-10)
    assert ready.base == pytest.approx(theirs[0, -1])
    assert np.allclose(parts.sum(axis=1) + ready.base, summed(forest, rows)[:, 0], atol=1e-10)


def test_trees_that_found_nothing_to_split_are_leaves(tmp_path: Path) -> None:
    """A model of one value for everybody has no parts."""
    _, path = grown(tmp_path, objective="binary", min_data_in_leaf=2_000)
    forest = read_forest(path)
    assert isinstance(forest, Forest)
    rows = people()[0][:3]
    assert len(set(summed(forest, rows)[:, 0])) == 1
    assert not made_ready(forest).parts(rows).any()


@pytest.mark.parametrize("text", ["", "tree\nnum_class=1", "not a model at all"])
def test_another_text_is_refused(tmp_path: Path, text: str) -> None:
    """A file that is no model, or cut off, is a Problem with what to do."""
    path = tmp_path / "model.txt"
    path.write_text(text)
    found = read_forest(path)
    assert isinstance(found, Problem) and found.code == "owner.model.unreadable"


def test_trees_with_categories_are_refused_not_guessed(tmp_path: Path) -> None:
    """What the walker does not understand it does not walk."""
    rows, runs = people()
    data = lightgbm.Dataset(rows, runs, categorical_feature=[2])
    booster = lightgbm.train({"verbosity": -1, "objective": "binary", "min_data_per_group": 5}, data, 5)
    path = tmp_path / "model.txt"
    booster.save_model(path)
    assert isinstance(read_forest(path), Problem)
