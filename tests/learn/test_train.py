"""Training tells how good it is, how sure, and what is wrong with a table."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from puhui.kernel import Text
from puhui.learn import About, ScorecardSpec, Trained, score_frame, train_scorecard
from puhui.learn.card.model import Comparison
from puhui.learn.checks.folds import folds_of
from puhui.learn.checks.measures import Interval
from puhui.learn.spec import Checking
from tests.learn.made_up import SPEC, shops

ABOUT = About(today=date(2026, 11, 23), source="测试")


def trained(frame: pl.DataFrame, spec: ScorecardSpec = SPEC) -> Trained:
    """The model, or the test fails with the first problem."""
    found = train_scorecard(frame, spec, ABOUT)
    assert isinstance(found, Trained), found
    return found


def codes(frame: pl.DataFrame, spec: ScorecardSpec = SPEC) -> list[str]:
    """What is wrong with the table."""
    found = train_scorecard(frame, spec, ABOUT)
    assert isinstance(found, list)
    return [problem.code for problem in found]


def test_a_telling_column_is_found_and_its_worth_is_stated_with_its_spread() -> None:
    """Normal columns 1.5 apart have a true AUC of 0.856; the card's interval holds it."""
    card = trained(shops(300)).card
    assert card.features[0].name == "gap"
    assert card.quality.auc.low < 0.856 < card.quality.auc.high
    assert card.trained_on.rows == 300 and card.trained_on.bad_rows == 100
    assert "grade" in card.left_out


def test_the_table_is_calibrated_to_what_happened() -> None:
    """The mean probability of the training rows is their share of late ones, up to rounding and folds."""
    model, frame = trained(shops(600)), shops(600)
    assert abs(score_frame(model.scorecard, frame)["probability"].mean() - 1 / 3) < 0.02  # type: ignore[operator]


def test_training_is_repeatable_and_order_makes_no_difference_to_the_hash() -> None:
    """Same table, same seed: same points, same version; the same rows shuffled have the same fingerprint."""
    one, again = trained(shops()), trained(shops())
    assert one.scorecard == again.scorecard and one.card == again.card
    assert trained(shops().reverse()).card.trained_on.sha256 == one.card.trained_on.sha256


def test_rows_without_an_outcome_are_counted_and_not_learnt_from() -> None:
    """Adding firms nobody knows the outcome of changes no point."""
    unknown = shops(50, seed=9).with_columns(late=pl.lit(None, pl.String))
    with_more = trained(pl.concat([shops(), unknown]))
    assert with_more.scorecard.factors == trained(shops()).scorecard.factors
    assert with_more.card.trained_on.unlabelled_rows == 50


def test_pure_noise_is_not_turned_into_a_claim() -> None:
    """A column that tells nothing gives no model, or one whose interval holds one half."""
    found = train_scorecard(shops(300).drop("gap"), SPEC, ABOUT)
    if isinstance(found, Trained):
        assert found.card.quality.auc.low < 0.5
    else:
        assert found[0].code == "train.nothing"


def test_a_column_that_is_the_answer_is_called_a_leak() -> None:
    """Without its exclusion `grade` is used, and the card warns."""
    card = trained(shops(), replace(SPEC, exclude={})).card
    assert any("grade" in warning.en for warning in card.warnings)


def test_a_key_that_carries_the_label_is_called_out() -> None:
    """Bad shops were numbered last: the number alone separates them."""
    sorted_shops = shops().sort("late").with_columns(shop=pl.format("E{}", pl.int_range(pl.len())))
    assert any("shop" in warning.en for warning in trained(sorted_shops).card.warnings)


def test_no_claim_is_made_inside_the_noise() -> None:
    """An interval that holds zero claims nothing; one that does not, says which way."""
    peer = Interval(0.9, 0.05, 0.85, 0.95)
    told = [
        Comparison(Text("对照", "peer"), peer, Interval(mean, 0.02, mean - 0.03, mean + 0.03)).verdict.en
        for mean in (0.01, 0.05, -0.05)
    ]
    assert "no claim" in told[0] and told[1].startswith("better") and told[2].startswith("worse")


def test_whole_groups_stay_on_one_side() -> None:
    """A household in two folds would know itself."""
    frame = shops().with_columns(street=pl.int_range(pl.len()) // 4)
    bad = (frame["late"] == "是").to_numpy().astype(float)
    for fold in folds_of(frame, bad, Checking(folds=4, repeats=2, group="street"), seed=3):
        street = frame["street"].to_numpy()
        assert not set(street[fold.train]) & set(street[fold.test])


def test_later_rows_judge_when_time_splits() -> None:
    """One split has no spread, and the card says so instead of inventing one."""
    years = np.arange(120) // 40 + 2017
    checking = Checking(time="year", train_before="2019")
    card = trained(shops().with_columns(year=years), replace(SPEC, checking=checking)).card
    assert np.isnan(card.quality.auc.sd)
    assert card.quality.auc.mean > 0.5


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (shops().drop("late"), "columns.missing"),
        (shops().drop("shop"), "columns.missing"),
        (shops().head(6), "columns.labels"),
        (shops().with_columns(late=pl.lit("否")), "columns.labels"),
        (shops().select("shop", "late", "grade"), "columns.none"),
    ],
)
def test_a_broken_table_is_told_plainly(broken: pl.DataFrame, code: str) -> None:
    """Nothing is trained on what is not there."""
    assert codes(broken) == [code]


def test_words_in_a_column_of_numbers_are_found_with_their_row() -> None:
    """`gap` holds 很长 in row 3: the problem names column and row."""
    words = shops().with_columns(
        gap=pl.when(pl.int_range(pl.len()) == 2).then(pl.lit("很长")).otherwise(pl.lit("1"))
    )
    found = train_scorecard(words, replace(SPEC, features=("gap",)), ABOUT)
    assert isinstance(found, list)
    assert (found[0].code, found[0].where) == ("columns.words", "gap, row 3")


def test_weights_speak_for_rows_that_are_not_there() -> None:
    """A late row that stands for three: probabilities and the card follow the weighted share."""
    frame = shops(600).with_columns(stands_for=pl.when(pl.col("late") == "是").then(3.0).otherwise(1.0))
    card = trained(frame, replace(SPEC, weight="stands_for")).card
    rows = card.quality.calibration
    assert all(abs(row.said - row.happened) < 0.15 for row in rows)
    assert np.mean([row.happened for row in rows]) > 0.5
