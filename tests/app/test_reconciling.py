"""A loan at the lender, told to the platform, and at the end of the day both books compared to the fen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from puhui.app.closing_day import close_due_days
from puhui.app.institution.desk import sign
from puhui.evidence import HttpClient, HttpProvider
from puhui.exchange import HandoverStatus, handover_of
from puhui.exchange.reconciliation import Direction, reconciled
from puhui.ground import SYSTEM, Ground
from puhui.ground.database import Server
from puhui.kernel import MovableClock, Problem
from puhui.loan import Contract, Drawdown, NewAccount, contract_text, contracts, reserve_drawdown
from puhui.loan.mirror import mirrored
from puhui.loan.standin import MemoryRail
from puhui.servicing import business_date, position
from tests.app.pages.test_path import shop  # noqa: F401 - a fixture
from tests.app.pages.walk import stand_in_provider
from tests.app.test_two_parties import came_in
from tests.app.two_parties import BROOK, TwoParties, chosen, two_parties
from tests.conftest import NOW
from tests.loan.lending import CARD, bound_from, later


@pytest.fixture
def town(ground: Ground, postgres: Server) -> Iterator[TwoParties]:
    """Two parties whose clock can be moved, and a rail that pays."""
    moving = replace(ground, clock=MovableClock(NOW))
    with stand_in_provider() as address:
        provider = HttpProvider(HttpClient(address), moving.clock)
        with two_parties(moving, postgres, provider, MemoryRail()) as both:
            yield both


def lent(town: TwoParties, shop: dict[str, Any]) -> tuple[str, Drawdown]:  # noqa: F811
    """The address on the platform, and half of the line drawn at the lender."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    at_lender, case = came_in(town, borrower, here)
    shown = re.findall(r'name="agreed" value="([^"]+)"', at_lender.page.text)
    at_lender.send(f"{case}/inquiry", {"agreed": shown})
    town.settle()
    at_lender.get(case)
    at_lender.send(f"{case}/accept")
    with town.lender.ground.work(SYSTEM) as work:
        drafted = contracts(work)[0]
        form = shop["form"]
        account = NewAccount(form["owner_name"], CARD, form["mobile"])
        bound = bound_from(work, drafted, account)
        text = contract_text(work, bound.id)
        assert not isinstance(text, Problem), text
        at_desk = (later(work), town.lender.party, bound.application_id)
        signed = sign(*at_desk, text.hash, form["owner_name"])
        assert isinstance(signed, Contract), signed
    with town.lender.ground.work(SYSTEM) as work:
        drawn = reserve_drawdown(work, signed.id, signed.terms.limit_fen, "once", business_date(work))
        assert isinstance(drawn, Drawdown), drawn
    town.settle()
    for _ in range(3):
        clock_of(town).advance(timedelta(minutes=1))
        town.settle()
    return here, drawn


def clock_of(town: TwoParties) -> MovableClock:
    """Both live by it."""
    clock = town.platform.ground.clock
    assert isinstance(clock, MovableClock)
    return clock


def test_the_mirror_agrees_to_the_fen_after_a_day(town: TwoParties, shop: dict[str, Any]) -> None:  # noqa: F811
    """Drawn, the first instalment collected, five weeks of days closed: no break on either side."""
    here, drawn = lent(town, shop)
    application_id = UUID(here.rpartition("/")[2])
    clock = clock_of(town)
    for _ in range(35):
        clock.advance(timedelta(days=1))
        close_due_days(town.lender.ground, town.lender.outside)
        town.settle()
    with town.lender.ground.work(SYSTEM) as work:
        on = business_date(work)
        where = position(work, drawn.id)
        assert not isinstance(where, Problem)
        assert where.repaid.principal_fen > 0, "the first instalment was collected"
    closed = on - timedelta(days=1)
    with town.platform.ground.work(SYSTEM) as work:
        compared = reconciled(work, closed, Direction.FROM_INSTITUTION, BROOK)
        assert compared is not None and (compared.our_rows, compared.breaks) == (1, ())
        handed = handover_of(work, application_id)
        assert not isinstance(handed, Problem) and handed.status is HandoverStatus.DRAWN
        told = mirrored(work, application_id)
        assert told is not None and told.breaks == ()
        owed_fen = sum(it.outstanding_fen for it in told.drawdowns)
        assert owed_fen == where.principal_outstanding_fen
    with town.lender.ground.work(SYSTEM) as work:
        compared = reconciled(work, closed, Direction.FROM_PLATFORM)
        assert compared is not None and (compared.their_rows, compared.breaks) == (1, ())
