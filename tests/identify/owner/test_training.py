"""Learning from labels: whole populations apart, the same bytes again, and clear words when it cannot be."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.identify.owners.towns import Town, made
from puhui.features import PersonSource
from puhui.identify.owner import shipped_model
from puhui.identify.owner.scoring import columns_of_sources, matrix
from puhui.identify.owner.training import Labelled, Made, checked, labelled_people, make_owner_model, without
from puhui.kernel import Problem

TODAY = date(2026, 11, 23)


def learn(places: list[Path], out: Path) -> Made | Problem:
    return make_owner_model(places, out, today=TODAY, seed=5, on_step=lambda step, done, whole: None)


def test_the_same_people_and_seed_give_the_same_bytes(
    owners_people: Labelled, owners_features: pl.DataFrame, tmp_path: Path
) -> None:
    """A model can be made again; and a single labelled table is enough to learn from."""
    table = tmp_path / "labelled.parquet"
    owners_features.with_columns(runs_business=owners_people.runs).write_parquet(table)
    one, other = learn([table], tmp_path / "one"), learn([table], tmp_path / "other")
    assert isinstance(one, Made) and isinstance(other, Made)
    assert one.found[0].auc > 0.9
    for name in ("owner.txt", "kind.txt", "card.json", "card.md"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_the_model_that_ships_finds_owners_of_a_town_it_never_met(tmp_path: Path) -> None:
    """AUC and a quarter more than registers find, at nine in ten right; in smaller towns chance decides."""
    people = labelled_people(made(Town(4712, 0.16, 1.0, people=6_000), tmp_path))
    assert isinstance(people, Labelled)
    found = checked(shipped_model(), people)
    assert found.auc >= 0.95
    assert found.more_than_registration >= 1.25
    assert min(found.auc_without.values()) >= 0.85


def test_sources_that_are_gone_leave_the_others_as_they_are(owners_people: Labelled) -> None:
    """Dropping a source makes its columns unknown and touches no other."""
    names = tuple(owners_people.features.columns)
    rows = matrix(owners_people.features, names)[:50]
    gone = np.zeros((50, len(PersonSource)), np.bool_)
    gone[:, list(PersonSource).index(PersonSource.TEXTS)] = True
    left = without(rows, names, gone)
    own = [place for place, name in enumerate(names) if name in columns_of_sources()[PersonSource.TEXTS]]
    others = [place for place in range(len(names)) if place not in own]
    assert np.isnan(left[:, own]).all()
    assert np.array_equal(left[:, others], rows[:, others], equal_nan=True)


def test_a_folder_without_truth_teaches_nothing(tmp_path: Path) -> None:
    """It is said which table is needed and with which columns."""
    pl.DataFrame({"person_id": ["R1"], "source": ["months"], "seen": [True]}).write_csv(
        tmp_path / "person_sources.csv"
    )
    found = labelled_people(tmp_path)
    assert isinstance(found, Problem) and found.code == "owner.truth.missing"


def test_labels_that_are_all_alike_or_few_are_refused(owners_features: pl.DataFrame, tmp_path: Path) -> None:
    """Nobody who runs a business: nothing to tell apart. A dozen: nothing to rely on."""
    table = tmp_path / "labelled.parquet"
    owners_features.with_columns(runs_business=pl.lit(False)).write_parquet(table)
    alike = labelled_people(table)
    assert isinstance(alike, Problem) and alike.code == "owner.labels.alike"
    few = pl.Series([row < 12 for row in range(owners_features.height)])
    owners_features.with_columns(runs_business=few).write_parquet(table)
    found = learn([table], tmp_path / "out")
    assert isinstance(found, Problem) and found.code == "owner.too_few"
    assert not (tmp_path / "out").exists()
