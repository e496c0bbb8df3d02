"""The books: balanced or not at all, once under each key, never changed; PostgreSQL itself sees to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.ground import Ground, Work
from puhui.kernel import new_id
from puhui.loan import (
    AccountCode,
    BookedOtherwiseError,
    Entry,
    Line,
    NobodyLendsError,
    Side,
    balances_of,
    book,
    book_all,
    chart,
    credit,
    debit,
    entry_under,
    reverse,
    trial_balance,
)
from tests.loan.lending import CLERK

DAY = date(2026, 11, 23)
LENT = Entry(
    "drawdown",
    "d-1",
    DAY,
    (debit(AccountCode.PRINCIPAL, 100_000), credit(AccountCode.SETTLEMENT_CASH, 100_000)),
)
"""¥1,000 leaves the cash and is owed."""


def test_what_is_booked_is_read_again(work: Work) -> None:
    """Kind, day and lines as they were."""
    book(work, LENT)
    assert entry_under(work, "d-1") == LENT
    assert trial_balance(work)[AccountCode.PRINCIPAL] == 100_000
    assert trial_balance(work)[AccountCode.SETTLEMENT_CASH] == -100_000


def test_the_same_entry_twice_is_there_once(work: Work) -> None:
    """Also with its lines in another order."""
    first = book(work, LENT)
    assert book(work, Entry("drawdown", "d-1", DAY, LENT.lines[::-1])) == first
    assert trial_balance(work)[AccountCode.PRINCIPAL] == 100_000


def test_other_content_under_the_same_key_is_a_surprise(work: Work) -> None:
    """A fen more, another day or another kind: never quietly kept or dropped."""
    book(work, LENT)
    more = tuple(Line(it.account, it.side, it.amount_fen + 1) for it in LENT.lines)
    for other in (
        Entry("drawdown", "d-1", DAY, more),
        Entry("drawdown", "d-1", date(2026, 11, 24), LENT.lines),
        Entry("repayment", "d-1", DAY, LENT.lines),
    ):
        with pytest.raises(BookedOtherwiseError):
            book(work, other)


def test_many_are_booked_at_once_and_known_ones_again(work: Work) -> None:
    """As `book` would, one after the other, with ids in the same order."""
    first = book(work, LENT)
    second = Entry("accrual", "a-1", DAY, _pair(7))
    ids = book_all(work, (second, LENT))
    assert ids[1] == first
    assert book_all(work, (LENT, second)) == ids[::-1]
    assert sum(trial_balance(work).values()) == 0


def test_a_reversal_is_a_mirror_image_and_happens_once(work: Work) -> None:
    """Nothing is taken away; the balances come back to nothing."""
    book(work, LENT)
    assert reverse(work, "d-1", date(2026, 11, 25)) == reverse(work, "d-1", date(2026, 11, 25))
    assert set(trial_balance(work).values()) == {0}
    assert trial_balance(work, DAY)[AccountCode.PRINCIPAL] == 100_000


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (debit(AccountCode.PRINCIPAL, 5),),
        (debit(AccountCode.PRINCIPAL, 5), credit(AccountCode.SETTLEMENT_CASH, 4)),
        (debit(AccountCode.PRINCIPAL, 0), credit(AccountCode.SETTLEMENT_CASH, 0)),
        (debit(AccountCode.PRINCIPAL, -5), credit(AccountCode.SETTLEMENT_CASH, -5)),
    ],
    ids=["empty", "one line", "one fen off", "zero lines", "negative"],
)
def test_an_entry_that_no_book_would_take_cannot_be_made(lines: tuple[Line, ...]) -> None:
    """Already in memory."""
    with pytest.raises(ValueError, match="drawdown"):
        Entry("drawdown", "d-1", DAY, lines)


def test_the_chart_names_every_account_in_both_languages() -> None:
    """Program and table know the same accounts."""
    assert set(chart()) == set(AccountCode)
    assert all(account.name.zh and account.name.en for account in chart().values())


def test_the_platform_keeps_no_books(ground: Ground) -> None:
    """Money moves only at an institution."""
    with ground.work(replace(CLERK, institution=None)) as work, pytest.raises(NobodyLendsError):
        book(work, LENT)


ENTRY = (
    'INSERT INTO loan.ledger_entry (id, institution, mode, kind, key, "on", digest, booked_at, actor)'
    " VALUES (:id, :whose, 'test', 'drawdown', :key, '2026-11-23', 'x', now(), 'somebody')"
)
LINE = (
    "INSERT INTO loan.ledger_line (entry_id, number, institution, account, side, amount_fen)"
    " VALUES (:id, :number, :whose, 'principal', :side, :fen)"
)


def _insert(work: Work, entry: UUID, *lines: tuple[int, str, int], whose: str = "test_brook_bank") -> None:
    work.connection.execute(text(ENTRY), {"id": entry, "key": str(entry), "whose": whose})
    for number, side, fen in lines:
        told = {"id": entry, "number": number, "side": side, "fen": fen, "whose": whose}
        work.connection.execute(text(LINE), told)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ((1, "debit", 5),),
        ((1, "debit", 5), (2, "credit", 4)),
        ((1, "debit", 5), (2, "debit", 5)),
        ((1, "debit", 0), (2, "credit", 0)),
        ((1, "debit", -5), (2, "credit", -5)),
    ],
    ids=["empty", "one line", "one fen off", "two debits", "zero lines", "negative"],
)
def test_raw_sql_cannot_put_an_unbalanced_entry_into_the_books(
    bank: Ground, lines: tuple[tuple[int, str, int], ...]
) -> None:
    """The lender's own login is refused at the latest when it commits."""
    with pytest.raises(DBAPIError), bank.work(CLERK) as work:
        _insert(work, new_id(), *lines)
    assert _count(bank) == 0


def test_a_balanced_pair_of_lines_cannot_be_slipped_into_an_old_entry(bank: Ground) -> None:
    """An entry takes lines in the transaction that made it, and never again."""
    entry = new_id()
    with bank.work(CLERK) as work:
        _insert(work, entry, (1, "debit", 5), (2, "credit", 5))
    with pytest.raises(DBAPIError, match="takes no more lines"), bank.work(CLERK) as work:
        for number, side in ((3, "debit"), (4, "credit")):
            told = {"id": entry, "number": number, "side": side, "fen": 7, "whose": "test_brook_bank"}
            work.connection.execute(text(LINE), told)


def test_checking_early_does_not_end_the_checking(bank: Ground) -> None:
    """A line after `SET CONSTRAINTS ALL IMMEDIATE` is looked at like any other."""
    with pytest.raises(DBAPIError, match="does not balance"), bank.work(CLERK) as work:
        entry = new_id()
        _insert(work, entry, (1, "debit", 5), (2, "credit", 5))
        work.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        told = {"id": entry, "number": 3, "side": "debit", "fen": 1, "whose": "test_brook_bank"}
        work.connection.execute(text(LINE), told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE loan.ledger_line SET amount_fen = amount_fen + 1",
        "UPDATE loan.ledger_entry SET \"on\" = '2020-01-01'",
        "DELETE FROM loan.ledger_line",
        "DELETE FROM loan.ledger_entry",
        "TRUNCATE loan.ledger_line, loan.ledger_entry CASCADE",
        "ALTER TABLE loan.ledger_line DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TRIGGER balances ON loan.ledger_line",
    ],
)
def test_raw_sql_cannot_change_what_is_in_the_books(bank: Ground, statement: str) -> None:
    """Neither change, nor remove, nor switch off what watches."""
    with bank.work(CLERK) as work:
        book(work, LENT)
    with pytest.raises(DBAPIError), bank.work(CLERK) as work:
        work.connection.execute(text(statement))
    with bank.work(CLERK) as work:
        assert entry_under(work, "d-1") == LENT


def test_even_the_owner_of_the_tables_cannot_change_an_entry(ground: Ground, bank: Ground) -> None:
    """The triggers ask nobody who they are."""
    with bank.work(CLERK) as work:
        book(work, LENT)
    with pytest.raises(DBAPIError, match="append-only"), ground.engine.begin() as connection:
        connection.execute(text("UPDATE loan.ledger_line SET amount_fen = 1"))


def test_lines_of_two_institutions_never_meet_in_one_entry(bank: Ground) -> None:
    """Neither written for somebody else, nor attached to an own entry under another name."""
    with pytest.raises(DBAPIError), bank.work(CLERK) as work:
        _insert(work, new_id(), (1, "debit", 5), (2, "credit", 5), whose="test_cloud_bank")
    with pytest.raises(DBAPIError), bank.work(CLERK) as work:
        entry = new_id()
        _insert(work, entry, (1, "debit", 5))
        told = {"id": entry, "number": 2, "side": "credit", "fen": 5, "whose": "test_cloud_bank"}
        work.connection.execute(text(LINE), told)


def test_one_institution_sees_nothing_of_anothers_books(
    bank: Ground, tenant_ground: Callable[[str], Ground]
) -> None:
    """Not by the room's functions and not by raw SQL; and both may use the same key."""
    with bank.work(CLERK) as work:
        book(work, LENT)
    cloud = replace(CLERK, institution="test_cloud_bank")
    with tenant_ground("test_cloud_bank").work(cloud) as work:
        assert set(trial_balance(work).values()) == {0}
        assert work.connection.execute(text("SELECT count(*) FROM loan.ledger_line")).scalar_one() == 0
        book(work, LENT)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.integers(1, 10**13), min_size=1, max_size=6))
def test_whatever_is_booked_the_books_stay_balanced(work: Work, amounts: list[int]) -> None:
    """Any number of lines of any size on one side against their sum on the other; the database agrees."""
    lines = tuple(debit(AccountCode.INTEREST_DUE, fen) for fen in amounts)
    whole = credit(AccountCode.INTEREST_INCOME, sum(amounts))
    book(work, Entry("any", str(new_id()), DAY, (*lines, whole)))
    for when in ("IMMEDIATE", "DEFERRED"):
        work.connection.execute(text(f"SET CONSTRAINTS ALL {when}"))
    assert sum(trial_balance(work).values()) == 0


def test_balances_of_a_loan_nobody_knows_are_nothing(work: Work) -> None:
    """Every account is there, with nothing in it."""
    assert set(balances_of(work, new_id()).values()) == {0}


def _pair(fen: int) -> tuple[Line, Line]:
    return Line(AccountCode.INTEREST_ACCRUED, Side.DEBIT, fen), Line(
        AccountCode.INTEREST_INCOME, Side.CREDIT, fen
    )


def _count(bank: Ground) -> int:
    with bank.work(CLERK) as work:
        return int(work.connection.execute(text("SELECT count(*) FROM loan.ledger_entry")).scalar_one())
