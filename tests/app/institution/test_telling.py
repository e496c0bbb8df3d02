"""What the platform is told: every kind in the protocol's shape, and after what it follows from."""

from collections.abc import Callable

import pytest

from puhui.app.institution import telling
from puhui.app.institution.desk import accept_terms, sign
from puhui.exchange import EventKind, told_about
from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import (
    Contract,
    Drawdown,
    NewAccount,
    contract_text,
    expire_drawdowns,
    pay_out,
    reserve_drawdown,
    void_drawdown,
)
from puhui.loan.standin import MemoryRail
from puhui.servicing import business_date, schedule_drawdown
from tests.app.institution.packaged import BROOK, Town, met
from tests.app.institution.test_desk import PARTY, decided
from tests.loan.lending import CARD, bound_from, later

FEN = 1_000_000


@pytest.fixture
def signed(institution_work: Callable[[str], Work]) -> tuple[Work, Contract]:
    """A contract that came by the platform, signed at the desk."""
    work = institution_work(BROOK)
    met(work)
    case = decided(work, Town.around(work))
    drafted = accept_terms(work, PARTY, case.application.id)
    assert isinstance(drafted, Contract)
    bound = bound_from(work, drafted, NewAccount("测试一", CARD, "16000000001"))
    text = contract_text(work, bound.id)
    assert not isinstance(text, Problem)
    done = sign(later(work), PARTY, bound.application_id, text.hash, "测试一")
    assert isinstance(done, Contract), done
    return work, done


def reserved(work: Work, under: Contract, key: str = "once") -> Drawdown:
    """The whole line of a term loan."""
    drawn = reserve_drawdown(work, under.id, under.terms.limit_fen, key, business_date(work))
    assert isinstance(drawn, Drawdown), drawn
    return drawn


def kinds(work: Work, under: Contract) -> list[EventKind]:
    """What was told, in order, leaving out what came before the contract."""
    assert under.reference is not None
    early = {EventKind.APPLICATION_RECEIVED, EventKind.APPLICATION_DECIDED}
    return [it.kind for it in told_about(work, under.reference) if it.kind not in early]


def test_a_loan_is_told_from_signature_to_settlement(signed: tuple[Work, Contract]) -> None:
    """Each event is accepted by the protocol's own shape, and counted without a gap."""
    work, under = signed
    drawn = reserved(work, under)
    assert telling.tell_signed(work, under.id) is None
    assert telling.tell_reserved(work, drawn.id) is None
    assert pay_out(work, drawn.id, MemoryRail(), business_date(work)) is None
    schedule_drawdown(work, drawn.id)
    for tell in (telling.tell_ended, telling.tell_arrears, telling.tell_settled):
        assert tell(work, drawn.id) is None
    assert kinds(work, under) == [
        EventKind.CONTRACT_SIGNED,
        EventKind.DRAWDOWN_RESERVED,
        EventKind.DRAWDOWN_POSTED,
        EventKind.ARREARS_CHANGED,
        EventKind.LOAN_SETTLED,
    ]


def test_a_drawdown_is_not_told_before_its_contract(signed: tuple[Work, Contract]) -> None:
    """Whatever order the messages come in: what comes too early waits."""
    work, under = signed
    drawn = reserved(work, under)
    assert isinstance(telling.tell_reserved(work, drawn.id), Problem)
    assert kinds(work, under) == []
    assert telling.tell_signed(work, under.id) is None
    assert telling.tell_reserved(work, drawn.id) is None


def test_a_refused_and_an_expired_drawdown_are_told_as_what_they_are(signed: tuple[Work, Contract]) -> None:
    """Nothing was lent, and the reason is a code."""
    work, under = signed
    telling.tell_signed(work, under.id)
    first = reserved(work, under, "first")
    telling.tell_reserved(work, first.id)
    rail = MemoryRail()
    void_drawdown(work, first.id, "account_closed", rail)
    assert telling.tell_ended(work, first.id) is None
    second = reserved(work, under, "second")
    telling.tell_reserved(work, second.id)
    assert expire_drawdowns(later(work, days=1), rail, business_date(work)) == 1
    assert telling.tell_ended(work, second.id) is None
    assert kinds(work, under)[-3::2] == [EventKind.DRAWDOWN_VOIDED, EventKind.DRAWDOWN_EXPIRED]
