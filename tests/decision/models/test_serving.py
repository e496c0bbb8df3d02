"""A boosted model serves from its own text: by hand, against the library that trained it, and damaged."""

import math
import random
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.models.serving import ServedTrees, read_boosted
from puhui.decision.models.serving.columns import made_by
from puhui.learn import About, BoostedSpec, TrainedBoosted, score_boosted, train_boosted
from puhui.learn.boosted.columns import look
from puhui.learn.boosted.file import dump_boosted
from puhui.learn.boosted.material import encoded
from puhui.learn.formulas import column_of, gives_words, read_formula
from puhui.learn.spec import Checking, Member, MemberKind
from tests.decision.models.making import TREE, files

POINTS = 40 / math.log(2)


def by_hand() -> ServedTrees:
    """The model of three leaves."""
    texts = files()
    return read_boosted(texts["boosted.json"], texts["trees.txt"])


def test_a_score_by_hand_is_the_leaf_and_its_parts_add_up() -> None:
    """One buyer, 60 % of sales: leaf +1.5, calibrated +0.5, so the odds of default are e^0.5."""
    score = by_hand().score({"top_buyer_share": 0.6, "sales_6m_change": 0.0})
    assert score.probability == pytest.approx(1 / (1 + math.exp(-0.5)), abs=1e-8)
    parts = {it.feature: it.points for it in score.contributions}
    assert score.points == pytest.approx(score.base_points + sum(parts.values()), abs=1e-9)
    base = 600 - (-2.9 + math.log(20)) * POINTS
    assert score.base_points == pytest.approx(base, abs=1e-6)


def test_parts_are_shapley_values_by_hand() -> None:
    """Orders of telling: knowing the buyer first takes −1.9 to 1.5; knowing the change first takes −1.9 to
    0.2·1.5 − 0.8·3 = −2.1, then the buyer to 1.5. The mean: buyer 3.5, change −0.1."""
    score = by_hand().score({"top_buyer_share": 0.6, "sales_6m_change": 0.0})
    parts = {it.feature: it.points / -POINTS for it in score.contributions}
    assert parts["top_buyer_share"] == pytest.approx(3.5, abs=1e-7)
    assert parts["sales_6m_change"] == pytest.approx(-0.1, abs=1e-7)


def test_what_is_missing_goes_where_the_tree_learnt_that_it_goes() -> None:
    """`decision_type=10` sends a missing value to the left: few sales to one buyer, a steep fall."""
    unknown, told = by_hand().score({}), by_hand().score({"top_buyer_share": 0.1, "sales_6m_change": -0.9})
    assert unknown.points == told.points
    assert {it.feature: it.value for it in unknown.contributions}["top_buyer_share"] is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("num_leaves=3", "num_leaves=4"),
        lambda text: text.replace("leaf_value=-1 1.5 -3", "leaf_value=-1 nan -3"),
        lambda text: text.replace("version=v4", "version=v9"),
        lambda text: text.replace("left_child=1 -1", "left_child=0 -1"),
        lambda text: text.replace("left_child=1 -1", "left_child=-2 -1"),
        lambda text: text.replace("split_feature=0 1", "split_feature=0 7"),
        lambda text: text.replace("num_cat=0", "num_cat=1"),
        lambda text: text.replace("num_class=1", "num_class=3"),
        lambda text: text.replace("binary sigmoid:1", "regression"),
        lambda text: text.replace("leaf_count=10 20 70", "leaf_count=0 20 70"),
        lambda text: text.replace("#puhui trees trees", "#puhui trees others"),
    ],
)
def test_damaged_trees_are_refused_and_never_guessed_at(damage: object) -> None:
    """Even where the hash was made to fit: what is not understood does not rate."""
    assert callable(damage)
    texts = files(trees=damage(TREE))
    with pytest.raises((ValueError, KeyError)):
        read_boosted(texts["boosted.json"], texts["trees.txt"])


def test_a_changed_tree_is_noticed_by_its_hash() -> None:
    """A digit changed on disk."""
    texts = files()
    with pytest.raises(ValueError, match="trees"):
        read_boosted(texts["boosted.json"], texts["trees.txt"].replace("1.5", "-1.5"))


@pytest.mark.parametrize("figure", ["shift", "slope"])
def test_a_calibration_that_is_no_number_is_refused(figure: str) -> None:
    """JSON as Python writes it may hold NaN; strict JSON is read, and nothing else."""
    texts = files(calibration={"shift": -1.0, "slope": 1.0, figure: float("nan")})
    with pytest.raises(ValueError, match=r"unexpected|NaN|members|literal"):
        read_boosted(texts["boosted.json"], texts["trees.txt"])


ENSEMBLES = {
    "trees": {"trees": Member(rounds=30, leaves=8, bags=2)},
    "mixed": {"trees": Member(rounds=30, leaves=8), "line": Member(MemberKind.LINEAR, bags=1)},
    "forest": {"forest": Member(MemberKind.FOREST, rounds=10, leaves=24, bags=2)},
    "line": {"line": Member(MemberKind.LINEAR, bags=1)},
}


@cache
def trained(members: str) -> TrainedBoosted:
    """An ensemble over numbers, formulas and words, learnt in a second."""
    rng = np.random.default_rng(7)
    values = rng.normal(size=(900, 5))
    values[rng.random((900, 5)) < 0.15] = np.nan
    words = rng.choice(["a", "b", "c"], 900)
    risk = np.nan_to_num(values[:, 0] * values[:, 1]) * 1.5 + np.nan_to_num(values[:, 2]) + (words == "a") - 1
    bad = rng.random(900) < 1 / (1 + np.exp(-risk))
    columns = {f"x{at}": values[:, at] for at in range(5)}
    frame = pl.DataFrame({"key": range(900), "bad": bad, "place": words, **columns}).fill_nan(None)
    spec = BoostedSpec(
        name="small",
        key="key",
        target="bad",
        derive={"ratio": "x1 / x2", "gap": "abs(x0 - x3)", "unknown": "missing(x4)"},
        categories=("place",),
        typical={"place": ("x0", "x2")},
        ensemble=ENSEMBLES[members],
        checking=Checking(folds=2, repeats=1),
    )
    made = train_boosted(frame, spec, About(today=date(2026, 11, 24), source="made up", titles={}))
    assert isinstance(made, TrainedBoosted), made
    return made


@cache
def served(members: str) -> ServedTrees:
    """The same model as it serves."""
    return read_boosted(*dump_boosted(trained(members).model, "key"))


NUMBER = st.one_of(st.none(), st.floats(-4, 4))
ROW = st.fixed_dictionaries(
    {**{f"x{at}": NUMBER for at in range(5)}, "place": st.sampled_from(["a", "b", "c", "never seen", None])}
)


@pytest.mark.parametrize("members", ENSEMBLES)
@given(rows=st.lists(ROW, min_size=1, max_size=5))
@settings(max_examples=10, deadline=None)
def test_what_serves_says_what_was_trained(members: str, rows: list[dict[str, float | str | None]]) -> None:
    """Probability and every part, against LightGBM itself, for any row."""
    schema = {**{f"x{at}": pl.Float64 for at in range(5)}, "place": pl.String}
    frame = pl.DataFrame(rows, schema=schema)
    model = trained(members).model
    scored, seen = score_boosted(model, frame, 0), look(frame, model.looks)
    assert not isinstance(scored, list) and not isinstance(seen, list)
    parts = model.parts(encoded(seen, model.encoders, model.counts))
    for row, probability, theirs in zip(rows, scored.probability, parts, strict=True):
        ours = served(members).score(row)
        assert ours.probability == pytest.approx(probability, abs=1e-6)
        told = {it.feature: it.points / -POINTS for it in ours.contributions}
        for name, part in zip(model.names, theirs[:-1], strict=True):
            assert told.get(name, 0.0) == pytest.approx(part, abs=1e-7)


@given(ROW)
@settings(max_examples=40, deadline=None)
def test_a_score_is_the_exact_sum_of_its_parts(row: dict[str, float | str | None]) -> None:
    """Counted in millionths of a point, in any order."""
    score = served("mixed").score(row)
    parts = [round(it.points * 1e6) for it in score.contributions]
    random.Random(1).shuffle(parts)
    assert round(score.base_points * 1e6) + sum(parts) == round(score.points * 1e6)
    assert 0 < score.probability < 1


FORMULAS = [
    "a + b * 2 - a / b",
    "ratio(a, b)",
    "min(a, b, 1)",
    "max(a, b)",
    "sum(a, b)",
    "when(a > b, a, b)",
    "a = b",
    "a != b",
    "a <= b",
    "abs(a) + sign(b)",
    "log(a)",
    "round(a)",
    "missing(a)",
    "missing(w)",
    "w = 'x'",
    "w != 'x'",
    "prefix(w, 1)",
    "join(w, d)",
    "year(d)",
    "month(d) + days(d)",
]


@pytest.mark.parametrize("formula", FORMULAS)
@given(
    a=st.one_of(st.none(), st.floats(-1e6, 1e6), st.just(0.0), st.just(2.5)),
    b=st.one_of(st.none(), st.floats(-1e6, 1e6), st.just(0.0)),
    w=st.sampled_from(["x", "xy", " x", None]),
    d=st.sampled_from(["2026-11-24", "2026-02-30", "no date", None]),
)
@settings(max_examples=15, deadline=None)
def test_a_formula_says_of_a_row_what_it_says_of_a_column(
    formula: str, a: float | None, b: float | None, w: str | None, d: str | None
) -> None:
    """One meaning, read two ways."""
    row = {"a": a, "b": b, "w": w, "d": d}
    frame = pl.DataFrame([row], schema={"a": pl.Float64, "b": pl.Float64, "w": pl.String, "d": pl.String})
    tree = read_formula(formula)
    theirs = frame.select(column_of(tree, frame.schema)).to_series().to_list()[0]
    ours = made_by(tree)(row)
    if gives_words(tree) or theirs is None:
        assert ours == theirs
    else:
        assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)


def test_serving_needs_neither_a_training_library_nor_tables(tmp_path: Path) -> None:
    """A process that only decides imports neither LightGBM nor pandas."""
    for name, text in files().items():
        (tmp_path / name).write_text(text)
    code = f"""
import sys
from pathlib import Path
from puhui.decision.models.serving import read_boosted
folder = Path({str(tmp_path)!r})
read_boosted((folder / "boosted.json").read_text(), (folder / "trees.txt").read_text()).score({{}})
assert not {{"lightgbm", "pandas", "sklearn"}} & set(sys.modules), "imported"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
