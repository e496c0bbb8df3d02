"""Applications: refused where impossible or forbidden, moved along legal steps only."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.ground import Work
from puhui.intake import (
    Application,
    NewApplication,
    SeveralProblems,
    Status,
    applications,
    draft_application,
    link_business,
    move_application,
    steps_of,
    submit_application,
    withdraw_application,
)
from puhui.intake.lifecycle import NAMES, NEXT, step
from puhui.kernel import Problem

from .test_subjects import OWNER, SHOP, registered


def asked(work: Work, **changes: object) -> NewApplication:
    """¥300,000 over twelve months to buy stock, by a registered owner."""
    return replace(NewApplication(registered(work, OWNER).id, 30_000_000, 12, "stock"), **changes)  # type: ignore[arg-type]


def test_an_application_goes_from_the_form_to_the_institution(work: Work) -> None:
    """Each legal step is taken and kept in order."""
    drafted = draft_application(work, asked(work))
    assert isinstance(drafted, Application)
    path = [Status.SUBMITTED, Status.DECIDING, Status.DECIDED, Status.OFFERED, Status.REDIRECTED]
    for status in path:
        moved = move_application(work, drafted.id, status)
        assert isinstance(moved, Application)
        assert moved.status is status
    steps = steps_of(work, drafted.id)
    assert not isinstance(steps, Problem)
    assert [status for status, _ in steps] == [Status.DRAFT, *path]


def test_a_withdrawn_application_stays_withdrawn(work: Work) -> None:
    """It can be withdrawn at once and never decided afterwards."""
    sent = submit_application(work, asked(work))
    assert isinstance(sent, Application)
    assert isinstance(withdraw_application(work, sent.id), Application)
    refused = move_application(work, sent.id, Status.DECIDING)
    assert isinstance(refused, Problem)
    assert refused.code == "application.step.conflict"


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_only_listed_steps_are_legal(now: Status, then: Status) -> None:
    """The table is the whole truth, and every refusal names both states in both languages."""
    found = step(now, then)
    if then in NEXT[now]:
        assert found is then
    else:
        assert isinstance(found, Problem)
        assert NAMES[now].zh in found.what.zh
        assert NAMES[then].en in found.what.en


def test_every_status_can_be_reached_and_every_path_ends() -> None:
    """No dead state in the middle: from each one the application can still end."""
    reached = {Status.DRAFT} | set().union(*NEXT.values())
    assert reached == set(Status)
    assert all(not NEXT[it] or Status.WITHDRAWN in NEXT[it] for it in Status)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"amount_fen": 0}, "amount"),
        ({"amount_fen": -1}, "amount"),
        ({"amount_fen": 10**18}, "amount"),
        ({"months": 0}, "months"),
        ({"months": 361}, "months"),
        ({"purpose": "lottery"}, "purpose"),
        ({"purpose": "house"}, "purpose"),
    ],
)
def test_the_impossible_is_refused_at_its_field(work: Work, changes: dict[str, object], where: str) -> None:
    """Negative, absurd, unknown and forbidden: each a clear answer."""
    found = submit_application(work, asked(work, **changes))
    assert isinstance(found, Problem)
    assert found.where == where


def test_a_forbidden_use_is_refused_in_a_sentence_with_its_source(work: Work) -> None:
    """Paying off a mortgage with a business loan: the answer says so and quotes the rule."""
    found = submit_application(work, asked(work, purpose="house"))
    assert isinstance(found, Problem)
    assert found.code == "application.purpose.forbidden_use"
    assert "住房" in found.what.zh
    assert "39号" in found.what.zh


def test_several_mistakes_are_told_together(work: Work) -> None:
    """Amount, term and purpose in one answer."""
    found = submit_application(work, asked(work, amount_fen=-5, months=0, purpose="x"))
    assert isinstance(found, SeveralProblems)
    assert [it.where for it in found.each] == ["amount", "months", "purpose"]


def test_the_business_of_an_application_is_the_applicants_own(work: Work) -> None:
    """Somebody else's shop is refused until the link is registered."""
    shop = registered(work, SHOP)
    new = asked(work, enterprise_id=shop.id)
    assert isinstance(submit_application(work, new), Problem)
    link_business(work, new.owner_id, shop.id)
    assert isinstance(submit_application(work, new), Application)


def test_applications_come_newest_first_page_by_page(work: Work) -> None:
    """Three applications in pages of two, none twice and none lost."""
    new = asked(work)
    made = {submit_application(work, new).id for _ in range(3)}  # type: ignore[union-attr]
    first = applications(work, owner_id=new.owner_id, at_most=2)
    assert not isinstance(first, Problem)
    rest = applications(work, owner_id=new.owner_id, before=(first[-1].created_at, first[-1].id), at_most=2)
    assert not isinstance(rest, Problem)
    assert {it.id for it in (*first, *rest)} == made
    assert (len(first), len(rest)) == (2, 1)


def test_the_history_of_an_application_cannot_be_rewritten(work: Work) -> None:
    """The database itself refuses."""
    submit_application(work, asked(work))
    with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
        work.connection.execute(text("UPDATE intake.application_step SET to_status = 'decided'"))
