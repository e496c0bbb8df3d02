"""A batch in columns says of every firm what a single decision, and zen-engine, say of it: rows and trace."""

import json
import math
from typing import Any

import numpy as np
import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.policy import some_facts
from puhui.decision.columns import Texts, compile_columns
from puhui.decision.jdm import Compiled, Value, compile_table, read_table, settled
from puhui.decision.model import Step
from puhui.decision.policy import shipped_policy
from puhui.decision.which_scorecard import judgement_scorecard
from puhui.learn import Factor, Scorecard
from tests.decision.test_jdm import COLUMNS, FACTS, ROWS, VALUES, jdm
from tests.decision.test_walking import factors

STRANGE = st.one_of(
    VALUES, st.sampled_from([math.nan, math.inf, -math.inf, 2**60, 10**400, 1e-320, (), "\0 any other text"])
)
STRANGERS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), STRANGE), min_size=1, max_size=6)


def compiled(rows: list[tuple[str, ...]], hit_policy: str) -> Compiled:
    """A table of three columns."""
    return compile_table(read_table("t", json.dumps(jdm(rows, hit_policy)).encode(), "t.json"))


def columns_of(many: list[dict[str, Value]], names: tuple[str, ...] = COLUMNS) -> dict[str, list[Value]]:
    """Facts, turned over into columns."""
    return {name: [facts.get(name) for facts in many] for name in names}


@settings(max_examples=300, deadline=None)
@given(ROWS, st.sampled_from(["first", "collect"]), STRANGERS)
def test_columns_say_what_the_closure_says_of_anything_at_all(
    rows: list[tuple[str, ...]], hit_policy: str, many: list[dict[str, Any]]
) -> None:
    """Random tables of the whole subset; nulls, wrong kinds, NaN, infinities, numbers beyond any float."""
    table = compiled(rows, hit_policy)
    said = compile_columns([table]).run(columns_of(many), traced=True).tables["t"]
    plain = compile_columns([table]).run(columns_of(many)).tables["t"]
    for firm, facts in enumerate(many):
        assert (said.of(firm), said.trace_of(firm)) == table.run(facts), (facts, table.source)
        assert plain.of(firm) == said.of(firm)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from(["first", "collect"]), FACTS)
def test_columns_say_what_zen_engine_says(
    rows: list[tuple[str, ...]], hit_policy: str, many: list[dict[str, Any]]
) -> None:
    """Straight against the oracle, not by way of the closure: outputs of the rows, in their order."""
    document = jdm(rows, hit_policy)
    oracle = zen.ZenEngine({"loader": lambda key: json.dumps(document)})
    table = compiled(rows, hit_policy)
    said = compile_columns([table]).run(columns_of(many)).tables["t"]
    for firm, facts in enumerate(many):
        theirs = oracle.evaluate("t", facts)["result"]
        expected = theirs if isinstance(theirs, list) else [theirs] if theirs else []
        assert [table.says[position] for position in said.of(firm)] == expected, facts


NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["> ", ">= ", "<", "<= ", "", "!= "]), st.integers(-300, 300)),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.integers(-400, 400), min_size=1, max_size=5),
    st.floats(-3e-12, 3e-12),
)
def test_measured_numbers_are_cut_as_if_they_had_been_settled(
    conditions: list[tuple[str, int]], near: list[int], off: float
) -> None:
    """Twelve digits at every cut: a share of 0.0300000000000004 is on the same side in a batch as alone."""
    rows = [(f"{sign}{number / 100}", "", "") for sign, number in conditions]
    table = compiled(rows, "collect")
    values = [number / 100 * (1 + off) + off for number in near]
    said = compile_columns([table], measured=["x"]).run({"x": np.asarray(values)}).tables["t"]
    for firm, value in enumerate(values):
        assert said.of(firm) == table.run({"x": settled(value)})[0], (value, rows)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_a_column_of_numbers_knows_what_it_does_not_know(values: list[float]) -> None:
    """NaN in a column of numbers is null; measured infinities are, too, as in a single decision."""
    table = compiled([("null", "", ""), ("> 3", "", ""), ("<= 3", "", "")], "collect")
    measured = compile_columns([table], measured=["x"]).run({"x": np.asarray(values)}).tables["t"]
    for firm, value in enumerate(values):
        assert measured.of(firm) == table.run({"x": settled(value)})[0]


@pytest.mark.parametrize("hit_policy", ["first", "collect"])
def test_a_table_of_more_than_sixty_four_rows_is_still_one_table(hit_policy: str) -> None:
    """150 rows are three slices; the uppermost of all of them speaks under `first`."""
    rows = [(f"> {150 - at}", "" if at % 3 else "'a'", "") for at in range(150)]
    table = compiled(rows, hit_policy)
    facts = [{"x": float(at), "y": "a" if at % 2 else "b"} for at in range(0, 160, 3)]
    said = compile_columns([table]).run(columns_of(facts), traced=True).tables["t"]  # type: ignore[arg-type]
    for firm, one in enumerate(facts):
        assert (said.of(firm), said.trace_of(firm)) == table.run(one)


def test_more_firms_than_a_block_are_all_decided() -> None:
    """Twenty thousand firms run through in blocks; the last of them as the first."""
    table = compiled([("> 0.5", "", ""), ("", "'b', 'c'", "true"), ("", "", "")], "first")
    draw = np.random.default_rng(7)
    x, y, z = draw.random(20_011), draw.integers(-1, 3, 20_011).astype(np.int32), draw.random(20_011) < 0.5
    said = compile_columns([table]).run({"x": x, "y": Texts(y, ("a", "b", "c")), "z": z}).tables["t"]
    for firm in (0, 8191, 8192, 16384, 20_010):
        text = None if y[firm] < 0 else "abc"[y[firm]]
        assert said.of(firm) == table.run({"x": float(x[firm]), "y": text, "z": bool(z[firm])})[0]
    assert sum(int(said.spoke(at).sum()) for at in range(3)) == 20_011


def test_the_shipped_policy_and_scorecard_say_the_same_in_columns() -> None:
    """Six tables, every row's outcome, and the points of the scorecard, on made-up applications."""
    policy, scorecard = shipped_policy(), judgement_scorecard()
    facts = some_facts(300, seed=11)
    for at, one in enumerate(facts):
        one |= {
            name: None if at % 7 == 0 else float(at * (place + 1) % 97) / 10
            for place, name in enumerate(scorecard.features)
        }
    names = tuple({name for one in facts for name in one})
    ran = compile_columns([policy.tables[step] for step in Step], scorecard).run(
        columns_of(facts, names), traced=True
    )
    assert ran.points is not None
    for firm, one in enumerate(facts):
        alone = policy.walk(one)
        assert tuple((ran.tables[step].of(firm), ran.tables[step].trace_of(firm)) for step in Step) == alone
        numbers = {name: one[name] for name in scorecard.features}
        assert int(ran.points[firm]) == scorecard.score(numbers).points  # type: ignore[arg-type]


def test_what_a_first_table_says_comes_as_a_column() -> None:
    """The band of every firm, None where there is no score."""
    rating = compile_columns([shipped_policy().tables["rating"]])
    said = rating.run({"probability": np.asarray([0.01, 0.05, 0.15, 0.9, np.nan])}).tables["rating"]
    assert said.says("band") == ["A", "B", "C", "D", None]


def test_columns_of_different_heights_are_a_slip() -> None:
    """Nobody's numbers are put beside somebody else's."""
    table = compile_columns([compiled([("> 1", "", "")], "collect")])
    with pytest.raises(ValueError, match="different heights"):
        table.run({"x": np.zeros(3), "y": np.zeros(4)})


def test_a_trace_that_was_not_kept_is_not_made_up() -> None:
    """Asking for one says what to do."""
    said = compile_columns([compiled([("> 1", "", "")], "collect")]).run({"x": np.zeros(2)}).tables["t"]
    with pytest.raises(ValueError, match="traced=True"):
        said.trace_of(0)


@settings(max_examples=100, deadline=None)
@given(factors("x"), factors("y"), ROWS, FACTS)
def test_points_over_columns_are_the_scorecards(
    one: Factor, other: Factor, rows: list[tuple[str, ...]], many: list[dict[str, Any]]
) -> None:
    """Beside a table over the same fields, whose cells cut them elsewhere: neither disturbs the other."""
    scorecard = Scorecard("two", "1", "default", 500, (one, other))
    table = compiled(rows, "collect")
    said = compile_columns([table], scorecard).run(columns_of(many))
    assert said.points is not None
    for firm, facts in enumerate(many):
        numbers = {
            name: float(facts[name]) if isinstance(facts.get(name), int | float) else None
            for name in ("x", "y")
        }
        assert said.points[firm] == scorecard.score(numbers).points
        assert said.tables["t"].of(firm) == table.run(facts)[0]
