"""Policy tables mean to us exactly what they mean to zen-engine, and a bad one is refused with its place."""

import json
from typing import Any

import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.jdm import BrokenTableError, check, compile_table, read_table

COLUMNS = ("x", "y", "z")
NUMBERS = st.one_of(st.integers(-20, 20), st.decimals(-5, 5, places=2)).map(lambda number: f"{number}")
LITERALS = st.one_of(NUMBERS, st.sampled_from(["'a'", '"b"', "'近'", "true", "false", "null", "''"]))
SIGNS = st.sampled_from(["> ", ">= ", "<", "<= ", "== ", "!= "])


@st.composite
def _interval(draw: st.DrawFn) -> str:
    low, high = sorted(draw(st.tuples(st.integers(-9, 9), st.integers(-9, 9))))
    kept = draw(st.sampled_from(["", "in ", "not in "]))
    ends = draw(st.sampled_from(["[]", "[)", "(]", "()"])) if not kept else "[]"
    return f"{kept}{ends[0]}{low}..{high}{ends[1]}"


ATOMS = st.one_of(
    LITERALS,
    st.tuples(SIGNS, NUMBERS).map("".join),
    st.tuples(st.sampled_from(["== ", "!= "]), LITERALS).map("".join),
    _interval(),
    st.tuples(st.sampled_from(["in ", "not in "]), st.lists(LITERALS, min_size=1, max_size=3)).map(
        lambda it: f"{it[0]}[{', '.join(it[1])}]"
    ),
)
CELLS = st.one_of(
    st.just(""),
    ATOMS,
    st.lists(ATOMS, min_size=2, max_size=3).map(", ".join),
    st.lists(ATOMS, min_size=2, max_size=3).map(" or ".join),
    st.lists(ATOMS, min_size=2, max_size=2).map(" and ".join),
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-20, 20),
    st.decimals(-5, 5, places=2).map(float),
    st.sampled_from(["a", "b", "近", "", "5"]),
)
FACTS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), VALUES), min_size=1, max_size=6)


def jdm(rows: list[tuple[str, ...]], hit_policy: str = "first", **changes: Any) -> dict[str, Any]:
    """A one-table document as the JDM editor writes it; the output `o` is the row's number."""
    rules = [
        {"_id": f"r{n}", **{f"i{c}": cell for c, cell in enumerate(row)}, "out": str(n)}
        for n, row in enumerate(rows)
    ]
    content = {
        "hitPolicy": hit_policy,
        "inputs": [{"id": f"i{c}", "name": field, "field": field} for c, field in enumerate(COLUMNS)],
        "outputs": [{"id": "out", "name": "o", "field": "o"}],
        "rules": rules,
    } | changes
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "t",
            "type": "decisionTableNode",
            "name": "t",
            "position": {"x": 1, "y": 0},
            "content": content,
        },
        {"id": "end", "type": "outputNode", "name": "end", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "e2", "sourceId": "t", "targetId": "end", "type": "edge"},
    ]
    meta = {"owner": "credit policy", "source": "test", "version": "1", "effective": "2026-11-01"}
    return {"_meta": meta, "nodes": nodes, "edges": edges}


def _read(document: dict[str, Any]) -> Any:
    return read_table("t", json.dumps(document).encode(), "t.json")


@settings(max_examples=400, deadline=None)
@given(ROWS, st.sampled_from(["first", "collect"]), FACTS)
def test_a_compiled_table_answers_as_zen_engine_does(
    rows: list[tuple[str, ...]], hit_policy: str, many: list[dict[str, Any]]
) -> None:
    """Random tables of the whole subset on random facts, missing and null among them: the same rows speak."""
    document = jdm(rows, hit_policy)
    ours = compile_table(_read(document))
    oracle = zen.ZenEngine({"loader": lambda key: json.dumps(document)})
    for facts in many:
        theirs = oracle.evaluate("t", facts)["result"]
        expected = theirs if isinstance(theirs, list) else [theirs] if theirs else []
        assert ours.answers(facts) == expected, (facts, ours.source)


@settings(max_examples=200, deadline=None)
@given(ROWS, FACTS)
def test_a_trace_tells_of_every_row_that_was_looked_at(
    rows: list[tuple[str, ...]], many: list[dict[str, Any]]
) -> None:
    """Under `collect` every row has an outcome, and those that hold are the ones that spoke."""
    ours = compile_table(_read(jdm(rows, "collect")))
    for facts in many:
        said, trace = ours.run(facts)
        assert len(trace) == len(rows)
        assert tuple(position for position, failed in enumerate(trace) if failed == -1) == said


@pytest.mark.parametrize(
    "cell",
    [
        "len($) > 1",
        "> y",
        "> 'a'",
        "1e3",
        "1_000",
        "]1..5]",
        "-",
        "not null",
        "[5..1]",
        "5%",
        "'it\\'s'",
        "in ()",
    ],
)
def test_a_cell_outside_the_subset_is_refused_with_its_place(cell: str) -> None:
    """The message names file, table, row and column, so that the person who wrote it can find it."""
    with pytest.raises(BrokenTableError, match=r"t\.json, table 't', row 2 \(r1\), column y"):
        _read(jdm([("", "", ""), ("", cell, "")]))


def test_a_row_that_can_never_be_reached_is_refused() -> None:
    """Two rows above that together take everything leave nothing for the third."""
    table = _read(jdm([("< 5", "", ""), (">= 5", "", ""), ("7", "", ""), ("", "", "")]))
    with pytest.raises(BrokenTableError, match=r"row 3 \(r2\): can never be reached"):
        check(table, "t.json")


def test_a_first_table_that_leaves_facts_unanswered_is_refused() -> None:
    """Both numbers are covered, the missing one is not: exactly the case that would approve by silence."""
    with pytest.raises(BrokenTableError, match="no row speaks about"):
        check(_read(jdm([("< 5", "", ""), (">= 5", "", "")])), "t.json")


def test_an_alternative_behind_a_comparison_that_never_speaks_is_refused() -> None:
    """`> 5, null` looks as if it took missing values; in zen-engine it does not: null comes first."""
    with pytest.raises(BrokenTableError, match="before comparisons"):
        check(_read(jdm([("> 5, null", "", ""), ("", "", "")])), "t.json")
    check(_read(jdm([("null, > 5", "", ""), ("", "", "")])), "t.json")


def test_a_cell_that_nothing_satisfies_is_refused() -> None:
    """Above five and below three at once is a slip of the pen."""
    with pytest.raises(BrokenTableError, match=r"row 1 \(r0\), column y: nothing can ever satisfy"):
        check(_read(jdm([("", "> 5 and < 3", "")], "collect")), "t.json")


@settings(max_examples=150, deadline=None)
@given(ROWS, FACTS)
def test_what_the_check_lets_pass_always_answers(
    rows: list[tuple[str, ...]], many: list[dict[str, Any]]
) -> None:
    """A `first` table that was accepted speaks exactly once about any facts whatever."""
    table = _read(jdm([*rows, ("", "", "")]))
    try:
        check(table, "t.json")
    except BrokenTableError:
        return
    run = compile_table(table).run
    assert all(len(run(facts)[0]) == 1 for facts in many)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda it: it.pop("_meta"), "_meta lacks owner"),
        (lambda it: it["_meta"].update(effective="soon"), "is not a date"),
        (lambda it: it["nodes"].append({"type": "functionNode"}), "functionNode"),
        (lambda it: it["nodes"][1]["content"].update(hitPolicy="random"), "hit policy 'random'"),
        (lambda it: it["nodes"][1]["content"]["inputs"][1].update(field="x"), "field of its own"),
        (lambda it: it["nodes"][1]["content"]["inputs"][1].update(field="a.b"), "not the name of one field"),
        (lambda it: it["nodes"][1]["content"]["rules"][0].update(typo="1"), "typo is no column"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(spoil: Any, message: str) -> None:
    """No owner, no date, a stranger's node, an unknown hit policy, a column twice: never half understood."""
    document = jdm([("", "", "")])
    spoil(document)
    with pytest.raises(BrokenTableError, match=message):
        _read(document)
