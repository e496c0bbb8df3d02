"""The queue: found by whole names, numbers and identifiers, filtered, ordered, counted."""

from dataclasses import replace

from puhui.desk import Filter, Found, Sort, Stage, refresh, search
from puhui.ground import Work
from puhui.kernel import Problem
from tests.decision.applying import applied


def found(work: Work, only: Filter | None = None, text: str | None = None, sort: Sort = Sort.NEWEST) -> Found:
    """A first page."""
    page = search(work, only or Filter(), text, sort, after=None, at_most=50)
    assert not isinstance(page, Problem), page
    return page


def test_an_application_is_found_by_name_number_and_identifier_but_never_by_a_part(work: Work) -> None:
    """Whole names in any spacing, the business's credit code, the number on the page."""
    asked = applied(work)
    made = refresh(work, asked.id)
    assert made is not None and made.number == "P20261123-000001"
    for text in ("测试一", " 测试 一 ", "测试小吃店有限公司", "91990000MA00TEX70J", "p20261123-1", str(asked.id)):
        assert [it.application_id for it in found(work, text=text).rows] == [asked.id], text
    for text in ("测试", "小吃店", "91990000", "P20261123-000002"):
        assert found(work, text=text).total == 0, text


def test_a_facet_counts_what_would_be_there_without_its_own_list(work: Work) -> None:
    """Choosing a stage does not make the other stages look empty."""
    refresh(work, applied(work).id)
    page = found(work, replace(Filter(), stage=(Stage.LENT,)))
    assert (page.total, page.rows) == (0, ())
    assert page.counts["stage"] == {"applying": 1}
