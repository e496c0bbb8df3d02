"""What is said of a whole table holds of any facts, not only of those that the check itself thinks of."""

import json
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.columns.coding import coding_for
from puhui.decision.jdm import Compiled, compile_table, read_table, troubles
from puhui.decision.jdm.regions import literals_of, probes
from puhui.decision.policy import shipped_policy
from tests.decision.test_jdm import CELLS, ROWS, VALUES, jdm

TWO = st.lists(st.tuples(CELLS, CELLS, st.just("")), min_size=1, max_size=4)
OTHERS: list[Any] = [-1000.0, 0.1234, 1000.0, None, True, False, "a", "b", "近", "", "5", "zzz"]


def compiled(rows: list[tuple[str, ...]], hit_policy: str = "first") -> Compiled:
    """The table and its function."""
    return compile_table(read_table("t", json.dumps(jdm(rows, hit_policy)).encode(), "t.json"))


def fine(table: Compiled, column: int) -> list[Any]:
    """Just below, on and just above every number that the column names (they are hundredths at the finest),
    and things of every other kind: chosen without asking the check where it cuts."""
    cells = [row.cells[column] for row in table.table.rows]
    named = {it for cell in cells for it in literals_of(cell) if isinstance(it, float)}
    return [*OTHERS, *(near for it in named for near in (it - 0.001, it, it + 0.001))]


@settings(max_examples=80, deadline=None)
@given(TWO)
def test_by_brute_force_gaps_and_unreachable_rows_are_exactly_those_told(rows: list[tuple[str, ...]]) -> None:
    """Both ways round: nothing is left out, and nothing is told that is not so."""
    table = compiled(rows)
    alone = [compiled([row], "collect") for row in rows]
    facts = [{"x": x, "y": y} for x, y in product(fine(table, 0), fine(table, 1))]
    spoke = {table.run(one)[0] for one in facts}
    could = {f"r{at}" for at, one in enumerate(alone) if any(one.run(it)[0] for it in facts)}
    told = troubles("t", jdm(rows))
    assert any(it.kind == "gap" for it in told) == (() in spoke)
    assert {it.row_id for it in told if it.kind == "unreachable"} == could - {
        f"r{it[0]}" for it in spoke if it
    }


@settings(max_examples=100, deadline=None)
@given(ROWS, st.lists(VALUES, min_size=1, max_size=20))
def test_every_value_behaves_as_the_probe_of_its_region(
    rows: list[tuple[str, ...]], values: list[Any]
) -> None:
    """The one assumption under the whole check: no two values of a region can be told apart by any cell."""
    table = compiled(rows, "collect")
    for column, name in enumerate(table.table.inputs):
        cells = [row.cells[column] for row in table.table.rows]
        coding = coding_for(name, [it for cell in cells for it in literals_of(cell)])
        stands_for = coding.probes()
        for value in values:
            probe = stands_for[coding.region_of(value)]
            held = [table.run({name: it})[1] for it in (value, probe)]
            assert held[0] == held[1], (value, probe)
        kinds = {(type(it).__name__, it) for it in probes(table.table, column)}
        assert kinds == {(type(it).__name__, it) for it in stands_for}


@settings(max_examples=80, deadline=None)
@given(TWO, st.lists(st.sampled_from(["1", "2", "null"]), min_size=4, max_size=4))
def test_two_values_for_one_figure_are_told_exactly_where_two_rows_hold_at_once(
    rows: list[tuple[str, ...]], values: list[str]
) -> None:
    """In a collecting table what is said beside outcome and reason joins the facts, and can do so once."""
    document = jdm(rows, "collect")
    for rule, value in zip(document["nodes"][1]["content"]["rules"], values, strict=False):
        rule["out"] = value
    table = compile_table(read_table("t", json.dumps(document).encode(), "t.json"))
    told = {(it.row_id, it.other_row_id) for it in troubles("t", document) if it.kind == "contradiction"}
    each = [fine(table, column) for column in (0, 1)]
    for x, y in product(*each):
        said = table.run({"x": x, "y": y})[0]
        for place, lower in enumerate(said):
            for upper in said[:place]:
                if values[lower] != values[upper] and "null" not in {values[lower], values[upper]}:
                    assert (f"r{lower}", f"r{upper}") in told


def test_the_same_conditions_with_two_outcomes_are_a_warning_with_row_and_column() -> None:
    """Both rows speak and the stricter counts: rarely what was meant."""
    document = jdm([("> 5", "", ""), ("> 5", "", "")], "collect")
    content = document["nodes"][1]["content"]
    content["outputs"] = [{"id": "out", "name": "outcome", "field": "outcome"}]
    for rule, outcome in zip(content["rules"], ("'refer'", "'decline'"), strict=True):
        rule["out"] = outcome
    (told,) = troubles("t", document)
    assert (told.kind, told.row_id, told.other_row_id, told.column) == (
        "contradiction",
        "r1",
        "r0",
        "outcome",
    )
    assert "r0" in told.what.zh
    assert "r0" in told.what.en


def test_the_shipped_tables_contradict_themselves_nowhere() -> None:
    """Nor is anything else wrong with them."""
    for name, text in shipped_policy().contents.items():
        assert not [it for it in troubles(name, json.loads(text)) if it.kind == "contradiction"], name
