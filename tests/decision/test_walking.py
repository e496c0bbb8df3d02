"""Several tables walked as one function say what each says alone, and points are the scorecard's."""

import json
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.jdm import Table, compile_table, compile_walk, read_table
from puhui.decision.policy import points_of
from puhui.learn import Bin, Factor, Scorecard
from tests.decision.test_jdm import FACTS, ROWS, jdm

TABLES = st.lists(st.tuples(ROWS, st.sampled_from(["first", "collect"])), min_size=1, max_size=4)


def table(number: int, rows: list[tuple[str, ...]], hit_policy: str) -> Table:
    """One of several, over the same three columns."""
    return read_table(f"t{number}", json.dumps(jdm(rows, hit_policy)).encode(), "t.json")


@settings(max_examples=100, deadline=None)
@given(TABLES, FACTS)
def test_a_walk_says_what_its_tables_say_one_by_one(
    several: list[tuple[list[tuple[str, ...]], str]], many: list[dict[str, Any]]
) -> None:
    """First and collecting tables in any mixture, on facts of every kind: rows and traces are the same."""
    tables = [table(number, *one) for number, one in enumerate(several)]
    walk, alone = compile_walk(tables), [compile_table(one).run for one in tables]
    for facts in many:
        assert walk.run(facts) == (tuple(run(facts) for run in alone), 0), walk.source


EDGES = st.lists(st.integers(-9, 9), max_size=6, unique=True).map(sorted)


@st.composite
def factors(draw: st.DrawFn, name: str) -> Factor:
    """A factor with any number of bins, none of them worth what its neighbour is."""
    edges = draw(EDGES)
    bounds = [None, *edges, None]
    bins = tuple(Bin(low, high, draw(st.integers(-99, 99))) for low, high in pairwise(bounds))
    return Factor(name, bins, draw(st.integers(-99, 99)), 0)


@settings(max_examples=200, deadline=None)
@given(factors("x"), factors("y"), FACTS)
def test_a_walk_counts_points_as_the_scorecard_does(
    one: Factor, other: Factor, many: list[dict[str, Any]]
) -> None:
    """Below, at and above every edge, missing, and what is no number at all."""
    scorecard = Scorecard("two", "1", "default", 500, (one, other))
    walk = compile_walk([], points_of(scorecard), scorecard.base_points)
    for facts in many:
        numbers = {
            name: float(facts[name]) if isinstance(facts.get(name), int | float) else None
            for name in ("x", "y")
        }
        assert walk.run(facts) == ((), scorecard.score(numbers).points), walk.source


def test_a_walk_reads_every_fact_once() -> None:
    """Two tables over the same columns ask for each of them a single time."""
    walk = compile_walk([table(0, [("> 1", "'a'", "")], "first"), table(1, [("> 2", "'b'", "")], "collect")])
    assert walk.source.count("get('x')") == 1
