"""A boosted model says how good it is on rows, groups and years it did not see, and what made each score."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.kernel import Problem
from puhui.learn import (
    About,
    BoostedSpec,
    Scored,
    TrainedBoosted,
    load_any_model,
    save_model,
    score_boosted,
    train_boosted,
)
from puhui.learn.boosted.material import gather
from puhui.learn.boosted.splitting import split
from puhui.learn.folder import Boosted
from puhui.learn.spec import Checking, Member, MemberKind, Risk
from tests.learn.boosted.made_up import LINE, QUICK, SPEC, readings, shops

ABOUT = About(today=date(2026, 11, 23), source="测试")


def trained(frame: pl.DataFrame, spec: BoostedSpec = SPEC) -> TrainedBoosted:
    """The model, or the test fails with the first problem."""
    found = train_boosted(frame, spec, ABOUT)
    assert isinstance(found, TrainedBoosted), found
    return found


def scored(model: TrainedBoosted, frame: pl.DataFrame) -> Scored:
    """Every row scored with three reasons."""
    found = score_boosted(model.model, frame)
    assert isinstance(found, Scored), found
    return found


@pytest.fixture(scope="module")
def made() -> TrainedBoosted:
    """A model of four hundred shops."""
    return trained(shops())


def test_a_derived_margin_tells_more_than_the_table_alone(made: TrainedBoosted) -> None:
    """Sales and costs alone barely tell; their difference does, and the card says by how much."""
    against_plain = made.card.comparisons[0]
    assert made.card.quality.auc.mean > 0.75
    assert against_plain.difference.mean > 0.02
    assert {driver.name for driver in made.card.drivers[:4]} >= {"margin"}


def test_a_score_is_the_exact_sum_of_what_its_columns_added(made: TrainedBoosted) -> None:
    """Parts and base add up to the log odds of every row, for every kind of member."""
    members = {
        "trees": QUICK,
        "random": replace(QUICK, kind=MemberKind.RANDOM_TREES),
        "forest": replace(QUICK, kind=MemberKind.FOREST),
        "line": LINE,
    }
    rng = np.random.default_rng(3)
    for name, member in members.items():
        model = trained(shops(200), replace(SPEC, ensemble={name: member})).model
        values = rng.normal(size=(50, len(model.names))) * 20
        values[::7, 0] = np.nan
        assert np.allclose(model.parts(values).sum(axis=1), model.log_odds(values), atol=1e-9), name


def test_reasons_name_the_columns_that_raised_the_probability_most(made: TrainedBoosted) -> None:
    """A shop that loses money on a bad street hears of its margin first; its parts are stated."""
    worst = shops(1).with_columns(sales=60.0, costs=75.0, street=pl.lit("测试路11"))
    found = scored(made, worst)
    reasons = found.reasons[0]
    assert reasons[0].column in {"margin", "thin"} and reasons[0].added > 0
    assert [one.added for one in reasons] == sorted((one.added for one in reasons), reverse=True)
    assert found.probability[0] > 0.5


def test_the_same_table_and_seed_give_the_same_model(made: TrainedBoosted) -> None:
    """Training twice gives one version, one card and the same scores."""
    again = trained(shops())
    assert again.card == made.card
    assert np.array_equal(scored(again, shops(50, 7)).probability, scored(made, shops(50, 7)).probability)


def test_what_is_saved_scores_as_what_was_trained(made: TrainedBoosted, tmp_path: Path) -> None:
    """A folder holds everything that serving needs; a scorecard that lay there before is gone."""
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "scorecard.yaml").write_text("old", encoding="utf-8")
    save_model(tmp_path / "m", made)
    held = load_any_model(tmp_path / "m")
    assert isinstance(held, Boosted) and held.key == "shop" and held.card == made.card
    assert not (tmp_path / "m" / "scorecard.yaml").exists()
    ours, theirs = scored(made, shops(60, 5)), score_boosted(held.model, shops(60, 5))
    assert isinstance(theirs, Scored)
    assert (
        np.allclose(ours.probability, theirs.probability)
        and ours.reasons[3][0].column == theirs.reasons[3][0].column
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("boosted.json", "puhui.boosted/1", "puhui.boosted/9", "model.format"),
        ("trees.txt", "leaf_value=", "leaf_value=9", "model.broken"),
        ("boosted.json", '"members"', '"none"', "model.broken"),
        ("boosted.json", "{", "", "model.broken"),
        ("card.json", '"version": "', '"version": "x', "model.torn"),
    ],
)
def test_a_changed_folder_is_refused(
    made: TrainedBoosted, tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    """Trees, description and card belong together; what was changed is not guessed at."""
    save_model(tmp_path / "m", made)
    path = tmp_path / "m" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = load_any_model(tmp_path / "m")
    assert isinstance(found, Problem) and found.code == code


def test_readings_of_one_thing_share_one_score_and_count_once() -> None:
    """Three readings of a shop are averaged: 300 shops, not 900 rows; each reading gets its shop's score."""
    spec = replace(SPEC, group="household", readings=True)
    frame = readings(shops(300))
    model = trained(frame, spec)
    assert model.card.trained_on.rows == 300
    table = pl.DataFrame({"household": frame["household"], "p": scored(model, frame).probability})
    assert table.group_by("household").agg(pl.col("p").n_unique())["p"].max() == 1


def test_a_table_without_the_group_is_scored_row_by_row() -> None:
    """Whoever has one reading only is still scored."""
    model = trained(readings(shops(300)), replace(SPEC, group="household", readings=True))
    alone = scored(model, readings(shops(300)).drop("household"))
    assert len(np.unique(alone.probability)) > 300


def test_readings_that_disagree_on_the_outcome_are_no_readings() -> None:
    """One thing cannot be late and not late."""
    frame = readings(shops(300)).with_columns(
        late=pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.lit("是")).otherwise(pl.lit("否"))
    )
    found = train_boosted(frame, replace(SPEC, group="household", readings=True), ABOUT)
    assert isinstance(found, list) and found[0].code == "columns.readings"


def test_groups_stay_on_one_side_and_later_rows_judge() -> None:
    """No street is on both sides, and nothing that judges is older than what learns."""
    spec = replace(SPEC, time="opened", group="street", categories=(), checking=Checking(folds=3))
    material = gather(shops(), spec)
    assert not isinstance(material, list) and material.known.groups is not None
    days, groups = material.known.days, material.known.groups
    assert days is not None
    folds = split(material, spec, 0)
    assert len(folds) == 3
    for fold in folds:
        assert days[fold.train].max() < days[fold.test].min() if len(fold.train) else True
        assert not set(groups[fold.train]) & set(groups[fold.test])


def test_judged_by_time_the_card_tells_each_year_and_how_far_scores_moved() -> None:
    """AUC by year and PSI are under stability."""
    card = trained(shops(900), replace(SPEC, time="opened")).card
    titles = [figure.title.en for figure in card.stability]
    assert any(title.startswith("AUC of 20") for title in titles) and "PSI" in titles[-1]
    assert card.split is not None and "later rows judging" in card.split.en


def test_a_mixture_is_kept_only_where_it_pays() -> None:
    """Shares add up to one over the members kept, and each member's own AUC is on the card."""
    card = trained(shops(), replace(SPEC, ensemble={"trees": QUICK, "line": LINE})).card
    assert {line.name for line in card.members} == {"trees", "line"}
    assert sum(line.share for line in card.members) == pytest.approx(1)
    best = max(line.auc.mean for line in card.members)
    assert card.quality.auc.mean >= best - 1e-9


def test_a_declared_direction_is_kept_everywhere() -> None:
    """More margin never raises the probability, whatever the rows say."""
    spec = replace(SPEC, derive={"margin": "sales - costs"}, risk={"margin": Risk.FALLS}, features=("sales",))
    model = trained(shops(), spec).model
    values = np.zeros((60, len(model.names)))
    values[:, 0] = 75.0
    assert model.names[:2] == ("sales", "margin")
    values[:, 1] = np.linspace(-20, 20, 60)
    assert (np.diff(model.log_odds(values)) <= 1e-12).all()


def test_weights_judge_even_where_they_do_not_teach() -> None:
    """A late shop that stands for five: probabilities follow the weighted share."""
    frame = shops(600).with_columns(stands_for=pl.when(pl.col("late") == "是").then(5.0).otherwise(1.0))
    card = trained(frame, replace(SPEC, weight="stands_for")).card
    said = [row.said for row in card.quality.calibration]
    happened = [row.happened for row in card.quality.calibration]
    assert np.mean(said) == pytest.approx(np.mean(happened), abs=0.08)
    assert any("stands_for" in warning for warning in card.left_out.values())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"target": "nowhere"}, "columns.missing"),
        ({"time": "kind"}, "columns.time"),
        ({"features": ("kind",)}, "columns.words"),
        ({"derive": {"x": "sales - nowhere"}}, "columns.missing"),
        ({"positive": "也许"}, "columns.labels"),
        ({"features": (), "derive": {}, "categories": ()}, "columns.none"),
        ({"weight": "kind"}, "columns.weight"),
    ],
)
def test_a_wrong_spec_for_this_table_is_told_plainly(change: dict[str, object], code: str) -> None:
    """Nothing is trained on what is not there."""
    found = train_boosted(shops(), replace(SPEC, **change), ABOUT)  # type: ignore[arg-type]
    assert isinstance(found, list) and found[0].code == code


def test_the_answer_by_another_name_is_refused() -> None:
    """A grade that is the outcome may not be a feature; excluded, it is only mentioned."""
    frame = shops().with_columns(grade=pl.when(pl.col("late") == "是").then(4).otherwise(1))
    found = train_boosted(frame, SPEC, ABOUT)
    assert isinstance(found, list) and (found[0].code, found[0].where) == ("leak.copy", "grade")
    card = trained(frame, replace(SPEC, exclude={"grade": "答案"})).card
    assert "by another name" in card.left_out["grade"]


def test_scoring_tells_what_is_missing(made: TrainedBoosted) -> None:
    """A table without `costs` or `street` names both."""
    found = score_boosted(made.model, shops(5).drop("costs", "street"))
    assert isinstance(found, list)
    assert "costs" in found[0].what.en and "street" in found[0].what.en


def test_a_member_with_one_bag_is_a_model_too() -> None:
    """The smallest ensemble there is."""
    card = trained(shops(), replace(SPEC, ensemble={"one": Member(rounds=10, bags=1)})).card
    assert card.members[0].share == 1 and len(card.comparisons) == 1


def test_a_member_may_be_kept_from_a_column_that_others_see() -> None:
    """What it adds is always nothing, and no row's score moves with the column."""
    spec = replace(SPEC, ensemble={"blind": replace(QUICK, without=("thin", "margin"))})
    model = trained(shops(200), spec).model
    values = np.random.default_rng(3).normal(size=(20, len(model.names))) * 20
    hidden = [model.names.index("thin"), model.names.index("margin")]
    assert not model.parts(values)[:, hidden].any()
    assert model.parts(values).any()
