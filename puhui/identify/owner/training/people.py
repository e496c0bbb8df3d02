"""Persons of whom it is known whether they run a business: features and labels of one population."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.features import person_catalogue, person_features, read_person_tables
from puhui.identify.owner.model import RUNNING, Kind
from puhui.identify.owner.tabled import until_of
from puhui.kernel import Problem, Text
from puhui.learn import read_table

_TRUTH: Final = "truth/owners"
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Labelled:
    """One population. `kind` is a place in `RUNNING`; below zero: runs none, or it is not told which."""

    name: str
    features: pl.DataFrame
    runs: NDArray[np.bool_]
    kind: NDArray[np.int64]

    @property
    def prevalence(self) -> float:
        """The share that runs a business."""
        return float(self.runs.mean())


def labelled_people(place: Path) -> Labelled | Problem:
    """A folder of tables with `truth/owners`, or one table of features with `runs_business` and `kind`."""
    return _of_folder(place) if place.is_dir() else _of_table(place)


def _of_folder(folder: Path) -> Labelled | Problem:
    tables = read_person_tables(folder)
    if isinstance(tables, Problem):
        return tables
    truth = _truth(folder)
    if isinstance(truth, Problem):
        return truth
    until = until_of(tables)
    if isinstance(until, Problem):
        return until.at(str(folder))
    features = person_features(tables, until)
    return _labelled(folder.name, features.join(truth, on="person_id", how="inner", maintain_order="left"))


def _truth(folder: Path) -> pl.DataFrame | Problem:
    places = (folder / f"{_TRUTH}{suffix}" for suffix in (".parquet", ".csv", ".csv.gz"))
    found = next((path for path in places if path.exists()), None)
    if found is None:
        return _NO_TRUTH.at(str(folder))
    table = read_table(found)
    return table if isinstance(table, Problem) else _with_labels(table, found)


def _of_table(path: Path) -> Labelled | Problem:
    table = read_table(path)
    if isinstance(table, Problem):
        return table
    checked = _with_labels(table, path)
    return checked if isinstance(checked, Problem) else _labelled(path.stem, checked)


def _with_labels(table: pl.DataFrame, path: Path) -> pl.DataFrame | Problem:
    if "runs_business" not in table.columns:
        return _NO_LABEL.at(str(path))
    said = pl.col("runs_business").cast(pl.String).str.to_lowercase()
    kind = pl.col("kind").cast(pl.String) if "kind" in table.columns else pl.lit(None, pl.String)
    return table.with_columns(runs_business=said.is_in(["true", "1", "yes", "是"]), kind=kind)


def _labelled(name: str, table: pl.DataFrame) -> Labelled | Problem:
    runs = table["runs_business"].to_numpy().astype(np.bool_)
    if runs.all() or not runs.any():
        return _ALL_ALIKE.at(name)
    places = {kind.value: place for place, kind in enumerate(RUNNING)} | {Kind.NONE.value: _NONE}
    kind = table["kind"].replace_strict(places, default=_NONE, return_dtype=pl.Int64).fill_null(_NONE)
    known = [feature.name for feature in person_catalogue() if feature.name in table.columns]
    return Labelled(name, table.select(known), runs, np.where(runs, kind.to_numpy(), _NONE))


_NO_TRUTH: Final = Problem(
    "owner.truth.missing",
    Text("文件夹里没有 truth/owners，无法学习。", "The folder has no truth/owners to learn from."),
    Text(
        "请放入 truth/owners（person_id, runs_business, kind）。",
        "Add truth/owners (person_id, runs_business, kind).",
    ),
)
_NO_LABEL: Final = Problem(
    "owner.label.missing",
    Text("缺少 runs_business 列。", "The column runs_business is missing."),
    Text(
        "请写明每个人是否在经营（true/false）。",
        "Say of each person whether they run a business (true/false).",
    ),
)
_ALL_ALIKE: Final = Problem(
    "owner.labels.alike",
    Text("所有人的标签都一样，学不到区别。", "All labels are alike: there is nothing to tell apart."),
    Text("请同时提供在经营和不在经营的人。", "Give persons who run a business and persons who do not."),
)
