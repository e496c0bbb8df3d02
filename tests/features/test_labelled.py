"""Training on a folder's own firms: what is looked at, what is not, and what the real firms say."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from puhui.evidence import read_invoices
from puhui.features import (
    Direction,
    catalogue,
    feature_named,
    invoice_features,
    labelled_spec,
    labelled_table,
    train_on_labelled,
)
from puhui.learn import Risk, Trained, auc, load_scorecard, score_frame
from tests.conftest import ROOT
from tests.features.made_up import SHOP, frame, monthly

AS_OF, TODAY = date(2020, 2, 22), date(2026, 11, 23)


@pytest.fixture(scope="module")
def real(real_data: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The 425 real firms and their invoices, read once."""
    reading = read_invoices(real_data / "invoices", TODAY)
    return reading.invoices, reading.firms


@pytest.fixture(scope="module")
def trained(real: tuple[pl.DataFrame, pl.DataFrame]) -> Trained:
    """The scorecard of the 123 labelled ones."""
    found = train_on_labelled(*real, AS_OF, TODAY)
    assert isinstance(found, Trained)
    return found


def test_the_specs_in_the_package_and_in_the_benchmarks_are_one() -> None:
    """`puhui model train benchmarks/specs/invoice_scorecard.yaml` makes the model of `puhui decide`."""
    files = (ROOT / "puhui/features/labelled.yaml", ROOT / "benchmarks/specs/invoice_scorecard.yaml")
    one, other = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)
    assert one == other


def test_number_rating_name_and_length_of_history_are_never_features() -> None:
    """They carry the label or the way it was collected."""
    spec = labelled_spec()
    assert {"firm", "rating", "name", "history_months", "invoices_total"} <= spec.reserved
    assert set(spec.features) <= {feature.name for feature in catalogue()}


def test_the_declared_directions_are_the_catalogue_s() -> None:
    """`falls` belongs to a feature that is safer when higher, and the other way round."""
    wording = {Risk.FALLS: Direction.HIGHER_IS_SAFER, Risk.RISES: Direction.LOWER_IS_SAFER}
    for name, risk in labelled_spec().risk.items():
        feature = feature_named(name)
        assert feature and wording[risk] == feature.direction


def test_too_few_known_outcomes_are_a_problem_not_a_model() -> None:
    """One labelled shop teaches nothing."""
    firms = pl.DataFrame({"firm": [SHOP], "name": ["测试小吃店"], "defaulted": [True]})
    found = train_on_labelled(frame(*monthly(date(2018, 1, 1), 24)), firms, AS_OF, TODAY)
    assert isinstance(found, list) and found[0].code == "columns.labels"


@pytest.mark.real_data
def test_real_firms_are_told_apart_as_well_as_the_card_says(trained: Trained) -> None:
    """10×5-fold AUC near 0.90 with its spread, against plain logistic with a paired interval."""
    card = trained.card
    assert (card.trained_on.rows, card.trained_on.bad_rows, card.trained_on.unlabelled_rows) == (123, 27, 302)
    assert card.quality.auc.mean > 0.87 and 0.03 < card.quality.auc.sd < 0.12
    assert card.figures[0].value > 0.85
    assert len(card.comparisons) == 2
    assert any("0.889" in warning.en for warning in card.warnings)


@pytest.mark.real_data
def test_the_rating_and_the_firm_s_number_change_nothing(
    real: tuple[pl.DataFrame, pl.DataFrame], trained: Trained
) -> None:
    """Ratings erased and firms renamed: the same points."""
    invoices, firms = real
    renamed = pl.col("firm").str.replace("E", "Z").str.reverse()
    again = train_on_labelled(
        invoices.with_columns(renamed),
        firms.with_columns(renamed, rating=pl.lit(None, pl.String)),
        AS_OF,
        TODAY,
    )
    assert isinstance(again, Trained) and again.scorecard.factors == trained.scorecard.factors


@pytest.mark.real_data
def test_a_past_snapshot_is_the_same_whenever_it_is_taken(real: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    """2018 recomputed from all invoices equals 2018 from what existed then."""
    invoices, firms = real
    day, names = date(2019, 1, 1), firms["firm"].to_list()[:40]
    then = invoices.filter(pl.col("issued_on") < day)
    assert invoice_features(invoices, names, day).equals(invoice_features(then, names, day))


@pytest.mark.real_data
def test_the_scorecard_by_judgement_ranks_real_firms(real: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    """It learnt from nothing, and its file states the AUC that is measured here."""
    path = ROOT / "puhui/decision/scorecards/judgement.yaml"
    scorecard = load_scorecard(path)
    table = labelled_table(*real, AS_OF).filter(pl.col("defaulted").is_not_null())
    points = score_frame(scorecard, table)["points"].cast(pl.Float64).to_numpy()  # type: ignore[arg-type]
    measured = auc(table["defaulted"].cast(pl.Float64).to_numpy(), -points)
    assert round(measured, 3) == yaml.safe_load(path.read_text(encoding="utf-8"))["check"]["auc"]
