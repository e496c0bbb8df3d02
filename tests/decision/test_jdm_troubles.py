"""Everything that is wrong with a table that is being written, marked where it is."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.jdm import BrokenTableError, Table, check, compile_table, read_table, troubles
from puhui.decision.jdm.regions import probes
from puhui.decision.policy import FOLDER
from tests.decision.test_jdm import CELLS, ROWS, jdm

TWO = st.lists(st.tuples(CELLS, CELLS, st.just("")), min_size=1, max_size=4)
"""Two columns are enough to go wrong in every way, and few enough to try everything there is."""
Document = dict[str, Any]


def read(document: Document) -> Table:
    """The table as strictly as a policy reads it."""
    return read_table("t", json.dumps(document).encode(), "t.json")


def every_fact(table: Table) -> list[dict[str, Any]]:
    """One fact for each combination of values that the table can tell apart."""
    columns = [probes(table, column) for column in range(len(table.inputs))]
    return [dict(zip(table.inputs, values, strict=True)) for values in product(*columns)]


def marked(document: Document, kind: str) -> set[tuple[str | None, str | None]]:
    """Row and other row of each trouble of a kind."""
    return {(it.row_id, it.other_row_id) for it in troubles("t", document) if it.kind == kind}


@settings(max_examples=60, deadline=None)
@given(TWO)
def test_a_gap_is_told_exactly_where_some_fact_goes_unanswered(rows: list[tuple[str, ...]]) -> None:
    """Against trying everything: told if and only if there is one, and all like its example is one."""
    document = jdm(rows)
    table = read(document)
    run = compile_table(table).run
    facts = every_fact(table)
    gaps = [it for it in troubles("t", document) if it.kind == "gap"]
    assert bool(gaps) == any(not run(one)[0] for one in facts)
    for gap in gaps:
        shown = {
            name: "\0 any other text" if it == "(any other text)" else it for name, it in gap.example.items()
        }  # type: ignore[union-attr]
        like_it = [one for one in facts if all(_same(one[name], it) for name, it in shown.items())]
        assert like_it
        assert all(not run(one)[0] for one in like_it)


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


@settings(max_examples=60, deadline=None)
@given(TWO)
def test_a_row_is_called_unreachable_exactly_where_it_never_decides(rows: list[tuple[str, ...]]) -> None:
    """Against trying everything: rows that could hold and are never the first to."""
    document = jdm(rows)
    table = read(document)
    run, alone = compile_table(table).run, _alone(table)
    facts = every_fact(table)
    deciding = {run(one)[0][0] for one in facts if run(one)[0]}
    could_hold = {at for at in range(len(rows)) if any(alone[at](one)[0] for one in facts)}
    told = {row for row, _ in marked(document, "unreachable")}
    assert told == {f"r{at}" for at in could_hold - deciding}


@settings(max_examples=60, deadline=None)
@given(TWO)
def test_two_rows_that_are_at_odds_are_both_marked(rows: list[tuple[str, ...]]) -> None:
    """Against trying everything: the upper one decides where the lower would too, neither is an exception of
    the other, and both look at the same columns."""
    document = jdm(rows)
    table = read(document)
    run, alone = compile_table(table).run, _alone(table)
    facts = every_fact(table)
    holding = [{n for n, one in enumerate(facts) if alone[at](one)[0]} for at in range(len(rows))]
    first = [(run(one)[0] or (None,))[0] for one in facts]
    expected = {
        (f"r{lower}", f"r{upper}")
        for lower in range(len(rows))
        for upper in range(lower)
        if [bool(it) for it in rows[lower]] == [bool(it) for it in rows[upper]]
        and not holding[lower] <= holding[upper]
        and not holding[upper] <= holding[lower]
        and any(first[n] == upper for n in holding[lower] & holding[upper])
    }
    assert marked(document, "overlap") == expected


def _alone(table: Table) -> list[Any]:
    """Each row as a table of its own."""
    return [
        compile_table(
            Table(table.name, table.meta, table.hit_policy, table.inputs, table.outputs, (row,))
        ).run
        for row in table.rows
    ]


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(["first", "collect"]))
def test_nothing_is_told_of_a_table_that_a_policy_takes(rows: list[tuple[str, ...]], hit_policy: str) -> None:
    """The list of errors is empty exactly where loading would not refuse. Two values for one figure are an
    error to whoever writes them, and load, because what was decided by such a table must replay."""
    document = jdm([*rows, ("", "", "")], hit_policy)
    told = [it for it in troubles("t", document) if it.kind != "contradiction"]
    errors = [it for it in told if it.severity == "error"]
    try:
        check(read(document), "t.json")
    except BrokenTableError:
        assert errors
    else:
        assert errors == []


def test_every_place_is_told_and_not_only_the_first() -> None:
    """A cell that cannot be read, one that never holds, a row never reached, facts left out, no owner."""
    document = jdm([("< 5", "len($)", ""), ("", "> 5 and < 3", ""), ("7", "", ""), ("7", "", "'a'")])
    document["_meta"].pop("owner")
    told = [(it.kind, it.row_id, it.column) for it in troubles("t", document)]
    assert told == [
        ("missing", None, "_meta.owner"),
        ("cell", "r0", "y"),
        ("cell", "r1", "y"),
        ("unreachable", "r3", None),
        ("gap", None, "x"),
    ]


def test_a_row_that_cannot_be_read_makes_no_other_row_wrong() -> None:
    """It is told once; it hides no row below it, and nothing counts as left out because of it."""
    document = jdm([("5 5", "", ""), ("< 3", "", ""), ("null, >= 3", "", "")])
    assert [(it.kind, it.row_id) for it in troubles("t", document)] == [("cell", "r0")]


def test_a_gap_is_said_with_the_value_that_nobody_speaks_about() -> None:
    """Two bands are named, a third is not, and the sentence says so in both languages."""
    document = jdm([("'A'", "", ""), ("null, not in ['A', 'B']", "", "")])
    (gap,) = troubles("t", document)
    assert gap.example == {"x": "B"}
    assert "x 为B" in gap.what.zh
    assert "x is B" in gap.what.en


def test_one_and_true_are_two_things() -> None:
    """Python calls them equal; a table does not."""
    assert troubles("t", jdm([("1, true", "", ""), ("true", "", ""), ("", "", "")]))[0].kind == "unreachable"
    assert troubles("t", jdm([("1", "", ""), ("true", "", ""), ("", "", "")])) == ()


def test_two_rows_with_one_id_are_told() -> None:
    """A record keeps the ids of rows that spoke; two of one name could not be told apart."""
    document = jdm([("< 5", "", ""), ("", "", "")])
    document["nodes"][1]["content"]["rules"][1]["_id"] = "r0"
    assert [(it.kind, it.row_id, it.column) for it in troubles("t", document)] == [("cell", "r0", "_id")]


def test_the_same_row_twice_in_a_collecting_table_is_told_with_both_rows() -> None:
    """Written otherwise, it is the same all the same: `1, 2` and `in [2, 1]`."""
    document = jdm([("1, 2", "", ""), ("in [2, 1]", "", "")], "collect")
    for rule in document["nodes"][1]["content"]["rules"]:
        rule["out"] = "7"
    assert marked(document, "overlap") == {("r1", "r0")}


def test_a_table_too_tangled_to_judge_is_not_taken() -> None:
    """Twenty columns that cross each other: told in moments that nobody can say what is left out."""
    fields = [f"f{at}" for at in range(20)]
    rules = [
        {
            "_id": f"r{row}",
            "out": "1",
            **{one: f"!= {row}" for at, one in enumerate(fields) if (row * 7 + at * 5) % 3},
        }
        for row in range(80)
    ]
    columns = [{"id": one, "field": one} for one in fields]
    document = jdm([], inputs=columns, rules=rules)
    assert any("cross" in it.what.en for it in troubles("t", document))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda it: it.stem)
def test_nothing_is_wrong_with_the_tables_that_ship(path: Any) -> None:
    """Not a warning either: whoever opens one sees nothing that is not theirs."""
    assert troubles(path.stem, json.loads(path.read_text("utf-8"))) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["_meta", "nodes", "edges"]) | st.none(),
    st.sampled_from(["inputs", "outputs", "rules", "hitPolicy"]),
    JSON,
)
def test_whatever_is_sent_is_answered_with_troubles(where: str | None, inside: str, junk: Any) -> None:
    """Any JSON at all in place of a part: sentences, never an exception."""
    document = jdm([("", "", "")])
    if where:
        document[where] = junk
    document["nodes"] = document["nodes"] if where == "nodes" else [*document["nodes"]]
    if where != "nodes":
        document["nodes"][1]["content"][inside] = junk
    assert isinstance(troubles("t", document), tuple)
