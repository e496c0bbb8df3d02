"""What is typical of a word is told without outcomes, and a learner's own row is not in it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import Problem
from puhui.learn import BoostedSpec, load_any_model, save_model, score_boosted, train_boosted
from puhui.learn.boosted.file import FURTHER
from puhui.learn.boosted.typical import learn_typical
from puhui.learn.folder import Boosted
from puhui.learn.spec import parse_spec
from tests.learn.boosted.made_up import SPEC, shops
from tests.learn.boosted.test_train import ABOUT, scored, trained

TYPICAL = replace(SPEC, categories=("street",), typical={"street": ("sales", "margin")})


def test_three_shops_of_a_street_have_a_mean_that_a_person_can_check() -> None:
    """Two known sales of 60 and 80 in three shops, five average rows of 100 added: (140 + 500) / 7."""
    words, sales = pl.Series(["东", "东", "东", "西"]), np.array([[60.0], [80.0], [np.nan], [160.0]])
    typical = learn_typical("street", ("sales",), words, sales, 5.0)
    common, mean, against = typical.encode(pl.Series(["东"]), np.array([[90.0]]))[0]
    assert typical.averages == (100.0,)
    assert common == pytest.approx(np.log(4))
    assert mean == pytest.approx(640 / 7)
    assert against == pytest.approx(90 - 640 / 7)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(-9, 9)), min_size=2, max_size=9))
def test_a_learner_sees_its_word_as_if_it_had_not_been_there(rows: list[tuple[str, float]]) -> None:
    """Leaving a row out and asking about it gives what the row itself is given, average aside."""
    words, numbers = pl.Series([word for word, _ in rows]), np.array([[number] for _, number in rows])
    typical = learn_typical("w", ("n",), words, numbers, 5.0)
    learners = typical.encode_learners(words, numbers)
    for row in range(len(rows)):
        rest = [place for place in range(len(rows)) if place != row]
        without = replace(
            learn_typical("w", ("n",), words[rest], numbers[rest], 5.0), averages=typical.averages
        )
        assert learners[row] == pytest.approx(without.encode(words[[row]], numbers[[row]])[0], abs=1e-9)


def test_an_unknown_street_is_average_and_never_seen() -> None:
    """A word nobody saw, and no word at all, are as common as nothing and typical of everybody."""
    typical = learn_typical("street", ("sales",), pl.Series(["东", "东"]), np.array([[60.0], [80.0]]), 5.0)
    for words in (pl.Series(["北"]), pl.Series([None], dtype=pl.String)):
        assert typical.encode(words, np.array([[70.0]]))[0].tolist() == [0.0, 70.0, 0.0]


def test_outcomes_do_not_move_what_is_typical() -> None:
    """With all outcomes turned round the model sees the same street, down to the last digit."""
    frame = shops(200)
    turned = frame.with_columns(
        late=pl.when(pl.col("late") == "是").then(pl.lit("否")).otherwise(pl.lit("是"))
    )
    levels = [trained(one, TYPICAL).model.encoders[-1] for one in (frame, turned)]
    assert levels[0] == levels[1]


def test_a_model_with_typical_columns_is_kept_under_its_own_format(tmp_path: Path) -> None:
    """It scores alike when read again; a program of the earlier format will refuse it."""
    frame = shops(200)
    made = trained(frame, TYPICAL)
    save_model(tmp_path / "m", made)
    loaded = load_any_model(tmp_path / "m")
    assert isinstance(loaded, Boosted)
    again = score_boosted(loaded.model, frame)
    assert not isinstance(again, list)
    assert np.allclose(again.log_odds, scored(made, frame).log_odds)
    assert FURTHER in (tmp_path / "m" / "boosted.json").read_text(encoding="utf-8")
    assert loaded.model.names[-5:] == (
        "street, how common",
        "sales, typical of street",
        "sales, against street",
        "margin, typical of street",
        "margin, against street",
    )


def test_typical_of_what_is_not_there_is_told() -> None:
    """A word that is no category is wrong in the spec; a number that is no feature is wrong for the table."""
    written = {"name": "x", "kind": "boosted", "key": "shop", "target": "late", "typical": {"street": []}}
    found = parse_spec(written, "x.yaml")
    assert isinstance(found, Problem) and "street" in found.what.en
    assert isinstance(parse_spec({**written, "categories": ["street"]}, "x.yaml"), BoostedSpec)
    problems = train_boosted(shops(200), replace(SPEC, typical={"street": ("rent",)}), ABOUT)
    assert isinstance(problems, list) and problems[0].code == "columns.missing"
