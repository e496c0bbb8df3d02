"""A table as a part of the policy: what a decision needs of it, and what it can read where it stands."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import decide, law_on, shipped_policy
from puhui.decision.model import EvidencePath, Inputs
from puhui.decision.publishing.checking import troubles_of
from puhui.decision.publishing.documents import canonical
from puhui.decision.publishing.fields import readable, sayable
from puhui.ground.publishing import Trouble, errors_in
from tests.decision.making import SCORECARD
from tests.decision.publishing.changing import Document, document, row, rules

TODAY = date(2026, 11, 23)


def told(name: str, changed: Document) -> list[tuple[str, str | None, str | None, str]]:
    """Kind, row, column and severity of everything that is wrong."""
    return [(it.kind, it.row_id, it.column, it.severity.value) for it in found(name, changed)]


def found(name: str, changed: Document) -> tuple[Trouble, ...]:
    """Everything that is wrong."""
    written = canonical(changed)
    assert isinstance(written, bytes)
    return troubles_of(name, written, TODAY)


@pytest.mark.parametrize("name", shipped_policy().contents)
def test_nothing_is_wrong_with_what_ships(name: str) -> None:
    """And every one of its columns is declared, so that the list of fields is whole."""
    assert found(name, document(name)) == ()
    table = shipped_policy().tables[name].table
    assert set(table.inputs) <= set(readable(name))
    assert set(table.outputs) == set(sayable(name))


@pytest.mark.parametrize(
    ("name", "row_id", "cell", "written", "expected"),
    [
        ("price", "A", "out_annual_rate", "0.06%", ("cell", "A", "annual_rate", "error")),
        ("price", "A", "out_annual_rate", "6", ("cell", "A", "annual_rate", "error")),
        ("price", "A", "out_annual_rate", "0.3", ("cell", "A", "annual_rate", "warning")),
        ("price", "A", "in_band", "> 5", ("cell", "A", "band", "error")),
        ("price", "A", "in_band", "'A', 'E'", ("cell", "A", "band", "warning")),
        ("limit", "rest", "out_term_months", "12.5", ("cell", "rest", "term_months", "error")),
        ("limit", "rest", "out_below_least", "'approve'", ("cell", "rest", "below_least", "error")),
        ("limit", "rest", "out_round_yuan", "", ("missing", "rest", "round_yuan", "error")),
        ("rating", "A", "out_band", "'S'", ("cell", "A", "band", "error")),
        ("rating", "A", "out_band_probability", "", ("missing", "A", "band_probability", "error")),
        ("knock_out", "overdue_now", "out_reason", "", ("missing", "overdue_now", "reason", "error")),
        ("knock_out", "overdue_now", "out_reason", "'because'", ("cell", "overdue_now", "reason", "error")),
        (
            "knock_out",
            "overdue_now",
            "in_overdue_now",
            "'yes'",
            ("cell", "overdue_now", "overdue_now", "error"),
        ),
        ("affordability", "A", "out_service_share", "1.5", ("cell", "A", "service_share", "error")),
    ],
)
def test_a_slip_is_told_with_its_row_and_its_column(
    name: str, row_id: str, cell: str, written: str, expected: tuple[str, str, str, str]
) -> None:
    """A per cent for a share, a text for a number, a reason nobody could be told, a half month."""
    changed = document(name)
    row(changed, row_id)[cell] = written
    assert expected in told(name, changed)


def test_an_answer_that_a_decision_needs_cannot_be_taken_out() -> None:
    """Without the rounding no limit could be said."""
    changed = document("limit")
    body = changed["nodes"][1]["content"]
    body["outputs"] = [it for it in body["outputs"] if it["field"] != "round_yuan"]
    for one in rules(changed):
        one.pop("out_round_yuan")
    assert ("missing", None, "round_yuan", "error") in told("limit", changed)


def test_a_table_reads_only_what_is_known_before_it() -> None:
    """The rating cannot look at the band that it is to say."""
    changed = document("rating")
    changed["nodes"][1]["content"]["inputs"].append({"id": "b", "name": "等级 band", "field": "band"})
    assert ("missing", None, "band", "error") in told("rating", changed)


def test_a_gap_left_by_a_change_is_told() -> None:
    """The row that took the rest is gone: band D, and whoever has none, would get no answer."""
    changed = document("price")
    rules(changed).remove(row(changed, "rest"))
    assert {it[0] for it in told("price", changed)} == {"gap"}


FIGURES = st.sampled_from(
    ["0", "0.5", "1", "12", "1000", "-1", "null", "", "'refer'", "'decline'", "true", "'A'"]
)
FACTS: dict[str, Any] = {
    "invoices_total": 600.0,
    "sales_12m_yuan": 3_600_000.0,
    "purchases_12m_yuan": 2_900_000.0,
    "history_months": 30.0,
    "days_since_sale": 1.0,
}
EVIDENCE: dict[str, Any] = {
    "consent": True,
    "identity": "MATCH",
    "enterprise": "MATCH",
    "listing": "NO_RECORD",
    "debts_known": True,
    "debt_balance_yuan": 0.0,
    "debt_service_monthly_yuan": 0.0,
    "overdue_now": False,
    "books_own": True,
    "books_whole": True,
    "purpose": "stock",
    "trade": "F",
}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(shipped_policy().contents)), st.data())
def test_whatever_passes_the_check_decides_without_a_surprise(name: str, data: st.DataObject) -> None:
    """Any answer in any row put in place of another: where nothing is wrong, every path is decided."""
    changed = document(name)
    target = data.draw(st.sampled_from(rules(changed)))
    outputs = [it["id"] for it in changed["nodes"][1]["content"]["outputs"]]
    for key in data.draw(st.lists(st.sampled_from(outputs), min_size=1, max_size=3)):
        target[key] = data.draw(FIGURES)
    if errors_in(found(name, changed)):
        return
    written = canonical(changed)
    assert isinstance(written, bytes)
    policy, law = shipped_policy().with_table(name, written), law_on(TODAY)
    for path in EvidencePath:
        for features in (FACTS, {"invoices_total": 0.0}):
            inputs = Inputs("990000", path, TODAY, TODAY, features, EVIDENCE, 20_000_000)
            made = decide(inputs, policy, SCORECARD, law)
            assert made.limit_fen >= 0
