"""Reserved and drawn never exceed a line or a programme, whoever asks, and the database keeps it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.ground import Work
from puhui.loan import (
    Channel,
    Drawdown,
    Facility,
    check_books,
    pay_out,
    programme,
    release,
    reserve_drawdown,
    set_programme,
)
from puhui.loan.standin import MemoryRail
from tests.loan.drawn import reserved, used
from tests.loan.lending import TERM, code_of, signed


def test_no_more_than_the_line_is_reserved(work: Work) -> None:
    """¥100,000: sixty and forty are taken, a further hundred yuan are not."""
    made = signed(work)
    reserved(work, made, 6_000_000, "k-1")
    assert code_of(reserve_drawdown(work, made.id, 4_000_100, "k-2")) == "drawdown.limit"
    reserved(work, made, 4_000_000, "k-3")
    assert code_of(reserve_drawdown(work, made.id, 10_000, "k-4")) == "drawdown.limit"


def test_no_more_than_the_programme_is_reserved(work: Work) -> None:
    """The lender's own limit for the channel holds beside the borrower's; nothing is taken of either."""
    made = signed(work)
    assert isinstance(set_programme(work, Channel.PLATFORM, 5_000_000), Facility)
    reserved(work, made, 3_000_000, "k-1")
    assert code_of(reserve_drawdown(work, made.id, 3_000_000, "k-2")) == "drawdown.programme.unavailable"
    assert used(work, made) == (3_000_000, 0, 3_000_000, 0)
    assert code_of(set_programme(work, Channel.PLATFORM, 2_000_000)) == "programme.limit.conflict"
    assert isinstance(set_programme(work, Channel.PLATFORM, 3_000_000), Facility)


def test_own_borrowers_use_the_own_programme(work: Work) -> None:
    """A lender alone lends without any platform."""
    made = signed(work, reference=None)
    reserved(work, made, 3_000_000)
    own, platform = programme(work, Channel.OWN), programme(work, Channel.PLATFORM)
    assert own is not None
    assert own.reserved_fen == 3_000_000
    assert platform is None


def test_the_database_itself_refuses_to_exceed_a_limit(work: Work) -> None:
    """Also by raw SQL; and below nothing nothing goes."""
    made = signed(work)
    for change in ("drawn_fen = 10000001", "reserved_fen = 5000001, drawn_fen = 5000000", "drawn_fen = -1"):
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.connection.execute(
                text(f"UPDATE loan.facility SET {change} WHERE name = :name"), {"name": str(made.id)}
            )


def test_the_database_itself_keeps_a_drawdown_as_it_was(work: Work) -> None:
    """Amounts never change, an ended one never ends again, and none is posted without its entry."""
    one = reserved(work, signed(work))
    for change in (
        "amount_fen = 1",
        "key = 'other'",
        "state = 'posted'",
        "state = 'posted', ended_at = now(), value_date = '2026-11-23'",
    ):
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.connection.execute(text(f"UPDATE loan.drawdown SET {change}"))
            work.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    pay_out(work, one.id, MemoryRail())
    with pytest.raises(IntegrityError), work.connection.begin_nested():
        work.connection.execute(text("UPDATE loan.drawdown SET state = 'voided', value_date = NULL"))


def test_repaid_principal_frees_a_revolving_line_and_not_a_term_line(work: Work) -> None:
    """The programme has room again either way; more than was drawn is refused."""
    line, term, rail = signed(work), signed(work, TERM), MemoryRail()
    for made in (line, term):
        one = reserved(work, made, 4_000_000)
        pay_out(work, one.id, rail)
        assert isinstance(release(work, one.id, 1_500_000), Drawdown)
        assert code_of(release(work, one.id, 2_500_001)) == "drawdown.release.conflict"
    assert [it.what for it in check_books(work)] == ["books.principal"]
    assert used(work, line)[:2] == (0, 2_500_000)
    assert used(work, term) == (0, 4_000_000, 0, 5_000_000)
