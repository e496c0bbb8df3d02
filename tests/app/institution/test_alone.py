"""An institution without any platform: its own pages, own decision, own products, own contract."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import NoRail, Outside
from puhui.app.party import shipped_institution
from puhui.decision import DecisionOwner, Kept, decision_of
from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import SYSTEM, Ground
from puhui.ground.outbox import waiting
from puhui.ground.worker import drain_once
from puhui.intake import applications
from puhui.kernel import Problem
from puhui.loan import Account, Unclear
from puhui.matching import offers_of
from tests.app.pages.test_path import shop  # noqa: F401 - a fixture
from tests.app.pages.walk import Borrower, stand_in_provider

BROOK = "test_brook_bank"


@pytest.fixture
def alone(ground: Ground) -> Ground:
    """The institution's own process."""
    return replace(ground, institution=BROOK, vault=ground.vault.for_tenant(BROOK))


@pytest.fixture
def outside(alone: Ground) -> Iterator[Outside]:
    """Somebody who verifies; no bureau, no rail, no platform."""
    with stand_in_provider() as address:
        yield Outside(provider=HttpProvider(HttpClient(address), alone.clock))


@pytest.fixture
def app(alone: Ground, outside: Outside) -> FastAPI:
    return create_app(alone, party=shipped_institution(BROOK), outside=outside, is_demo=True)


def drained(alone: Ground, outside: Outside) -> None:
    """Everything that is due."""
    handlers = handlers_of(shipped_institution(BROOK), outside)
    while drain_once(alone, handlers).done:
        pass


def test_it_takes_an_application_decides_and_drafts_a_contract_by_itself(
    app: FastAPI,
    alone: Ground,
    outside: Outside,
    shop: dict[str, object],  # noqa: F811
) -> None:
    """The decision is its own, the offers are its own products only, and nobody outside is told."""
    borrower = Borrower(app)
    assert "测试溪流银行" in borrower.page.text
    here = borrower.apply(**shop["form"])  # type: ignore[arg-type]
    assert "测试溪流银行" in borrower.get("/consents").text
    borrower.upload(here, *shop["files"])  # type: ignore[misc]
    assert borrower.assess(here).status_code == 200
    case = here.replace("/applications/", "/lending/")
    borrower.get(case)
    borrower.send(f"{case}/inquiry", {"agreed": []})
    drained(alone, outside)
    page = borrower.get(case)
    assert f'action="{case}/accept"' in page.text, re.sub(r"<[^>]+>|\s+", " ", page.text)
    contract = borrower.send(f"{case}/accept")
    assert "/suitability" in str(contract.url.path)
    with alone.work(SYSTEM) as work:
        found = applications(work)
        assert not isinstance(found, Problem)
        kept = decision_of(work, found[0].id)
        assert isinstance(kept, Kept) and kept.owner is DecisionOwner.INSTITUTION
        made = offers_of(work, found[0].id)
        assert not isinstance(made, Problem)
        assert {offer.institution for offer in made.offers} == {BROOK}
        assert waiting(work.connection, "exchange.event_due") == 0


def test_without_a_rail_nothing_is_ever_said_to_be_paid_or_unpayable() -> None:
    """A drawdown waits: the rail that is not there knows neither."""
    account = Account("测试一", "9999000000000012")
    for said in (
        NoRail().pay("k", account, 1),
        NoRail().collect("k", account, 1),
        NoRail().status("k"),
        NoRail().cancel("k"),
    ):
        assert said == Unclear("not_configured")
