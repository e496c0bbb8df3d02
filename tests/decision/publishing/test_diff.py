"""What a draft changes, said as a colleague would."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.publishing.diff import changes, columns
from tests.decision.publishing.changing import Document, document, row, rules


def said(changed: Document) -> list[tuple[str, str, str]]:
    """Row, change and English sentence of everything that differs from the shipped price table."""
    return [(it.row_id, it.change, it.said.en) for it in changes(document("price"), changed)]


def test_nothing_changed_is_nothing_to_say() -> None:
    """And an empty cell is the same as one left out."""
    changed = document("price")
    row(changed, "A")["out_reason"] = ""
    assert said(changed) == []


def test_a_changed_cell_is_said_from_what_to_what() -> None:
    """With the column's own name, and a cell that was emptied as empty."""
    changed = document("price")
    row(changed, "A").update(out_annual_rate="0.05", in_band="")
    assert said(changed) == [("A", "changed", "band: 'A' → (empty); annual rate, simple: 0.06 → 0.05")]


def test_rows_added_removed_and_moved_are_told_apart() -> None:
    """The last row goes, S comes, and C moves above A and B: one row moved, not three."""
    changed = document("price")
    listed = rules(changed)
    listed.remove(row(changed, "rest"))
    listed.insert(0, listed.pop(2))
    listed.insert(1, {"_id": "S", "in_band": "'S'", "out_annual_rate": "0.04"})
    assert said(changed) == [
        ("C", "moved", "moved from row 3 to row 1"),
        ("S", "added", "added: band 'S'; annual rate, simple 0.04"),
        ("rest", "removed", "removed: note 没有等级或 D 级没有价格; annual rate, simple null"),
    ]


def test_a_new_column_is_marked() -> None:
    """So that a reader sees it before the cells in it."""
    changed = document("price")
    changed["nodes"][1]["content"]["inputs"].append({"id": "p", "name": "入口 path", "field": "path"})
    found = {it.key: it.change for it in columns(document("price"), changed)}
    assert found == {"in_band": "same", "out_annual_rate": "same", "p": "added"}


@given(st.permutations(["A", "B", "C", "rest"]))
def test_moving_rows_says_the_fewest(order: list[str]) -> None:
    """Put in any order, a row is called moved only if those not moved kept their order."""
    changed = document("price")
    listed = rules(changed)
    listed.sort(key=lambda it: order.index(it["_id"]))
    moved = {it.row_id for it in changes(document("price"), changed)}
    stayed = [it for it in order if it not in moved]
    assert stayed == sorted(stayed, key=["A", "B", "C", "rest"].index)
    assert len(moved) < 4


JUNK = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(["nodes", "content", "rules", "inputs"]), JUNK)
def test_whatever_a_draft_holds_it_is_compared(where: str, junk: Any) -> None:
    """A draft is kept with anything in it; whoever opens the difference sees one."""
    changed = document("price")
    inside = {"nodes": changed, "content": changed["nodes"][1]}.get(where, changed["nodes"][1]["content"])
    inside[where] = junk
    assert all(it.said.zh and it.said.en for it in changes(document("price"), changed))
    assert columns(document("price"), changed)
