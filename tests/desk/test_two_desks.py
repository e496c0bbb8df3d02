"""The platform's desk and a lender's: each sees its own part of the same borrower, and no more."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from puhui.desk import CaseFile, Filter, Reader, Sort, Stage, case_page, search
from puhui.desk.bodies import CaseBody
from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import SYSTEM, Ground
from puhui.ground.database import Server
from puhui.kernel import MovableClock, Problem
from puhui.matching import shipped_catalogue
from tests.app.pages.test_path import shop  # noqa: F401 - a fixture
from tests.app.pages.walk import stand_in_provider
from tests.app.test_two_parties import came_in
from tests.app.two_parties import Side, TwoParties, chosen, two_parties
from tests.conftest import NOW


@pytest.fixture
def town(ground: Ground, postgres: Server) -> Iterator[TwoParties]:
    """Platform and lender with the made-up provider."""
    moving = replace(ground, clock=MovableClock(NOW))
    with stand_in_provider() as address:
        provider = HttpProvider(HttpClient(address), moving.clock)
        with two_parties(moving, postgres, provider) as both:
            yield both


def only(side: Side) -> CaseFile:
    """The one application of a desk."""
    with side.ground.work(SYSTEM) as work:
        found = search(work, Filter(), None, Sort.NEWEST, after=None, at_most=5)
        assert not isinstance(found, Problem) and found.total == 1, found
        return found.rows[0]


def page(side: Side) -> CaseBody:
    """Its page."""
    with side.ground.work(SYSTEM) as work:
        shown = case_page(work, only(side).application_id, shipped_catalogue(), Reader(fraud=True))
        assert not isinstance(shown, Problem), shown
        return shown


def test_one_borrower_two_desks(town: TwoParties, shop: dict[str, object]) -> None:  # noqa: F811
    """Both queues follow step by step; each page has a decision of its own, the platform's the hand-over."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    town.settle()
    assert only(town.platform).stage is Stage.AT_INSTITUTION
    assert only(town.platform).institution == "test_brook_bank"
    at_lender, case = came_in(town, borrower, here)
    assert only(town.lender).stage is Stage.APPLYING
    agreed = re.findall(r'name="agreed" value="([^"]+)"', at_lender.page.text)
    at_lender.send(f"{case}/inquiry", {"agreed": agreed})
    town.settle()
    assert (only(town.lender).stage, only(town.lender).outcome) == (Stage.OFFERED, "approve")
    assert page(town.platform).handovers[0].status == "offered"
    at_lender.get(case)
    assert "/suitability" in str(at_lender.send(f"{case}/accept").url.path)
    town.settle()
    assert only(town.lender).stage is Stage.AT_INSTITUTION
    ours, theirs = page(town.platform), page(town.lender)
    assert ours.decision is not None and ours.decision.owner == "platform_advisory"
    assert theirs.decision is not None and theirs.decision.owner == "institution"
    assert "The lender approved" in {it.what.en for it in ours.timeline}
    assert "A contract was drafted" in {it.what.en for it in theirs.timeline}
    assert (theirs.loans[0].source, theirs.loans[0].state, ours.loans) == ("books", "draft", [])
    assert theirs.handovers[0].reference is not None and ours.offers and not theirs.offers


def test_a_lender_sees_its_own_alone(town: TwoParties, shop: dict[str, object]) -> None:  # noqa: F811
    """Another application at the platform is not in its queue, nor anything that its people wrote there."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    came_in(town, borrower, here)
    ours, theirs = only(town.platform), only(town.lender)
    assert ours.application_id != theirs.application_id and ours.owner_id != theirs.owner_id
    with town.lender.ground.work(SYSTEM) as work:
        unknown = case_page(work, ours.application_id, shipped_catalogue(), Reader())
        assert isinstance(unknown, Problem) and unknown.code == "application.not_found"
        assert work.connection.execute(text("SELECT count(*) FROM desk.case_file")).scalar_one() == 1


def test_who_leaves_is_gone_from_both_desks(town: TwoParties, shop: dict[str, object]) -> None:  # noqa: F811
    """The lender's case ends, the platform's goes back to the offers that are left."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    at_lender, case = came_in(town, borrower, here)
    at_lender.send(f"{case}/leave")
    town.settle()
    assert only(town.lender).stage is Stage.ENDED
    assert only(town.platform).stage is Stage.OFFERED
