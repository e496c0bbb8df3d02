"""A package becomes an application here once, whoever comes first: its borrower or the worker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from puhui.app.institution import taking_in
from puhui.app.institution.desk import enter
from puhui.app.institution.taking_in import take_in
from puhui.exchange import issue_entry
from puhui.ground import Actor, Ground, Work
from puhui.kernel import Problem
from tests.app.institution.packaged import BROOK, Town, met, package, received


def test_borrower_and_worker_who_take_one_package_in_at_once_never_wait_for_each_other(
    tenant_ground: Callable[[str], Ground], clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker has begun when the borrower comes in at the door: one waits, both find one application."""
    house = tenant_ground(BROOK)
    with house.work(clerk) as work:
        met(work)
        came = received(work, package(work, Town.around(work).left_for()))
        reference, ticket = came.reference, issue_entry(work, came)
    assert not isinstance(ticket, Problem), ticket

    half_way, go_on = Event(), Event()
    submitted = taking_in._submitted

    def slowly(work: Work, *rest: object) -> object:
        made = submitted(work, *rest)  # type: ignore[arg-type]
        if not half_way.is_set():
            half_way.set()
            go_on.wait(1)
        return made

    monkeypatch.setattr(taking_in, "_submitted", slowly)
    with ThreadPoolExecutor(2) as both:
        worker = both.submit(_in_own_work, house, clerk, lambda work: take_in(work, reference))
        assert half_way.wait(10)
        borrower = both.submit(_in_own_work, house, clerk, lambda work: enter(work, ticket.ticket))
        taken, entered = worker.result(30), borrower.result(30)
    assert not isinstance(entered, Problem) and not isinstance(taken, Problem)
    assert entered.application_id == taken


def _in_own_work(house: Ground, clerk: Actor, do: Callable[[Work], object]) -> object:
    with house.work(clerk) as work:
        return do(work)
