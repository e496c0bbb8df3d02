"""A model can be taught to keep groups closer together without ever looking at the group."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import Problem
from puhui.learn import BoostedSpec, TrainedBoosted, load_any_model, save_model, score_boosted
from puhui.learn.folder import Boosted
from puhui.learn.spec import EvenOut, Member, MemberKind, parse_spec
from puhui.learn.table.sample import Evened
from tests.learn.boosted.made_up import LINE, QUICK, SPEC, shops
from tests.learn.boosted.test_train import scored, trained


def uneven(rows: int = 600) -> pl.DataFrame:
    """Shops whose kind moves with their street, so that a model without the kind still tells them apart."""
    frame, rng = shops(rows), np.random.default_rng(5)
    bad_street = frame["street"].str.slice(3).cast(pl.Int64).to_numpy() > 5
    return frame.with_columns(kind=np.where(rng.random(rows) < 0.2 + 0.6 * bad_street, "小吃", "五金"))


def gap(model: TrainedBoosted, frame: pl.DataFrame) -> float:
    """How far the mean log odds of the two kinds lie apart."""
    log_odds, snacks = (
        scored(model, frame.drop("kind", "late")).log_odds,
        (frame["kind"] == "小吃").to_numpy(),
    )
    return float(log_odds[snacks].mean() - log_odds[~snacks].mean())


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-4, 4), st.floats(0.1, 3)), min_size=2, max_size=12))
def test_the_pull_is_the_slope_of_the_penalty(rows: list[tuple[int, float, float]]) -> None:
    """A little more log odds of one row changes the penalty by its pull, at any groups and weights."""
    groups, log_odds, weight = (np.array(one) for one in zip(*rows, strict=True))
    evened, step = Evened(groups, 1.7), 1e-5
    pull = evened.pull(log_odds, weight)
    for row in range(len(rows)):
        more = np.where(np.arange(len(rows)) == row, step, 0.0)
        changed = evened.penalty(log_odds + more, weight) - evened.penalty(log_odds - more, weight)
        assert changed / (2 * step) == pytest.approx(pull[row], abs=1e-5)


@pytest.mark.parametrize("member", [QUICK, LINE], ids=["trees", "line"])
def test_groups_come_closer_the_stronger_training_evens_them(member: Member) -> None:
    """The kinds' mean log odds differ by less than half, by a score that never sees the kind."""
    spec = replace(SPEC, ensemble={"only": member})
    frame = uneven()
    as_is = trained(frame, spec)
    evened = trained(frame, replace(spec, even_out=EvenOut("kind", 3.0)))
    assert 0 < gap(evened, frame) < gap(as_is, frame) / 2
    assert "kind" not in evened.model.looks.raw


def test_an_evened_model_is_kept_and_says_so(tmp_path: Path) -> None:
    """Its folder scores alike, and its card names the column and the strength."""
    frame = uneven(300)
    made = trained(frame, replace(SPEC, even_out=EvenOut("kind", 2.0)))
    save_model(tmp_path / "model", made)
    loaded = load_any_model(tmp_path / "model")
    assert isinstance(loaded, Boosted)
    again = score_boosted(loaded.model, frame)
    assert not isinstance(again, list)
    assert np.allclose(again.log_odds, scored(made, frame).log_odds)
    assert "evened between kind × 2" in made.card.members[0].settings


def test_the_evened_column_may_not_be_a_feature_nor_stand_beside_a_forest() -> None:
    """Both are told when the spec is read, before anything is trained."""
    written = {
        "name": "x",
        "kind": "boosted",
        "key": "shop",
        "target": "late",
        "even_out": {"between": "kind"},
    }
    assert isinstance(parse_spec(written, "x.yaml"), BoostedSpec)
    for wrong in ({"categories": ["kind"]}, {"ensemble": {"f": {"kind": str(MemberKind.FOREST)}}}):
        found = parse_spec({**written, **wrong}, "x.yaml")
        assert isinstance(found, Problem) and found.code in {"spec.reserved", "spec.broken"}
