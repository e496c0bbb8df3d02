"""The queue: found by whole names, numbers and identifiers, filtered, ordered, counted, page by page."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.desk import CaseFile, Filter, Found, Sort, Stage, search
from puhui.ground import Mode, Work
from puhui.intake import withdraw_application
from puhui.kernel import Problem
from tests.decision.applying import applied, erase
from tests.desk.cases import another, decided, listed, somebody


def found(work: Work, only: Filter | None = None, text: str | None = None, sort: Sort = Sort.NEWEST) -> Found:
    """A first page."""
    page = search(work, only or Filter(), text, sort, after=None, at_most=50)
    assert not isinstance(page, Problem), page
    return page


def test_an_application_is_found_by_name_number_and_identifier_but_never_by_a_part(work: Work) -> None:
    """Whole names in any spacing, the business's credit code, the owner's number, the number on the page."""
    asked = applied(work)
    made = listed(work, asked.id)
    assert made.number == "P20261123-000001"
    whole = ("测试一", " 测试 一 ", "测试小吃店有限公司", "91990000MA00TEX70J", "990000199001010017")
    for text in (*whole, "p20261123-1", "20261123-000001", str(asked.id)):
        assert [it.application_id for it in found(work, text=text).rows] == [asked.id], text
    for text in ("测试", "小吃店", "91990000", "P20261123-000002", "%", "测试_"):
        assert found(work, text=text).total == 0, text


def test_a_row_holds_no_name_and_a_page_opens_those_it_shows(work: Work) -> None:
    """The read model keeps blind indexes; who was erased has no name and is found by none."""
    asked = applied(work)
    made = listed(work, asked.id)
    assert "测试" not in repr(made)
    page = found(work)
    assert (page.names[asked.owner_id], page.names[made.business_id]) == ("测试一", "测试小吃店有限公司")  # type: ignore[index]
    erase(work, asked.owner_id)
    listed(work, asked.id)
    page = found(work)
    assert asked.owner_id not in page.names and page.total == 1
    assert found(work, text="测试一").total == 0


def test_a_facet_counts_what_would_be_there_without_its_own_list(work: Work) -> None:
    """Choosing a stage does not make the other stages look empty; another filter does."""
    asked = decided(work, debts=False)
    another(work, asked)
    page = found(work, Filter(stage=(Stage.LENT,)))
    assert (page.total, page.rows) == (0, ())
    assert page.counts["stage"] == {"applying": 1, "needs_person": 1}
    assert page.counts["waits_for"] == {}
    assert found(work).counts["waits_for"] == {"reviewer": 1}
    assert found(work, Filter(outcome=("refer",))).counts["stage"] == {"needs_person": 1}


def test_every_filter_keeps_what_fits_and_leaves_out_the_rest(work: Work) -> None:
    """Amounts, days, kinds, outcomes, who has it; of each list any, of all lists all."""
    first = decided(work, debts=False)
    second = another(work, first, days_later=3, amount_fen=5_000_000)
    ways: list[tuple[Filter, set[object]]] = [
        (Filter(amount_to_fen=5_000_000), {second.id}),
        (Filter(amount_from_fen=5_000_001), {first.id}),
        (Filter(applied_to=date(2026, 11, 23)), {first.id}),
        (Filter(applied_from=date(2026, 11, 24)), {second.id}),
        (Filter(outcome=("refer", "decline")), {first.id}),
        (Filter(status=("submitted",), stage=(Stage.APPLYING,)), {second.id}),
        (Filter(status=("submitted",), stage=(Stage.NEEDS_PERSON,)), set()),
        (Filter(kind=("enterprise",)), {first.id, second.id}),
        (Filter(section=("H",)), set()),
        (Filter(region="99"), set()),
        (Filter(waits_for=("reviewer",)), {first.id}),
        (Filter(assignee="nobody"), {first.id, second.id}),
        (Filter(assignee="me"), set()),
        (Filter(institution="test_brook_bank"), set()),
    ]
    for only, expected in ways:
        page = found(work, only)
        assert {it.application_id for it in page.rows} == expected, only
        assert page.total == len(expected), only


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.integers(1, 4), min_size=1, max_size=9), at_most=st.integers(1, 4))
def test_pages_put_together_are_the_whole_queue_in_order(
    work: Work, amounts: list[int], at_most: int
) -> None:
    """In every order, whatever the size of a page and however many rows are equal: each row once."""
    with work.connection.begin_nested() as all_of_it:
        asked = applied(work)
        listed(work, asked.id)
        ids = {asked.id} | {
            another(work, asked, days_later=one, amount_fen=one * 1_000_000).id for one in amounts
        }
        for sort in Sort:
            seen: list[CaseFile] = []
            after = None
            while True:
                page = search(work, Filter(), None, sort, after=after, at_most=at_most)
                assert not isinstance(page, Problem)
                assert page.total == len(ids)
                seen += page.rows
                after = page.after
                if after is None:
                    break
            assert len(seen) == len(ids) and {it.application_id for it in seen} == ids
            if sort is Sort.AMOUNT:
                assert [it.amount_fen for it in seen] == sorted((it.amount_fen for it in seen), reverse=True)
            if sort is Sort.OLDEST:
                assert [it.created_at for it in seen] == sorted(it.created_at for it in seen)
        all_of_it.rollback()


@pytest.mark.parametrize("after", ["x", "bm90IGpzb24", "W10", "WyIyMDI2IiwgIngiXQ", "W251bGwsbnVsbF0"])
def test_a_place_to_go_on_that_nobody_gave_is_refused(work: Work, after: str) -> None:
    """With a sentence, never with an error of the database."""
    page = search(work, Filter(), None, Sort.NEWEST, after=after, at_most=5)
    assert isinstance(page, Problem) and page.code == "desk.page.unknown"


def test_live_and_test_never_meet(work: Work) -> None:
    """Each mode has a queue and numbers of its own."""
    listed(work, applied(work).id)
    live = replace(work, actor=replace(somebody("live"), mode=Mode.LIVE))
    assert found(live).total == 0
    assert listed(live, applied(live).id).number == "P20261123-000001"
    assert (found(live).total, found(work).total) == (1, 1)


def test_a_row_made_again_is_the_same_row_and_keeps_its_number(work: Work) -> None:
    """Whatever happened before it, and also after it was withdrawn."""
    asked = decided(work, debts=False)
    another(work, asked)
    assert listed(work, asked.id) == listed(work, asked.id)
    withdraw_application(work, asked.id)
    after = listed(work, asked.id)
    assert (after.stage, after.waits_for, after.number) == (Stage.ENDED, None, "P20261123-000001")
