"""Files are kept once, refused ones recorded; a comparison keeps every break with both values."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.exchange.reconciliation import (
    Break,
    BreakKind,
    Direction,
    Kept,
    Reconciled,
    breaks_of,
    file_of,
    keep_file,
    our_file,
    read_file,
    reconcile,
    reconciled,
    refused_files,
    write_file,
)
from puhui.ground import Actor, Ground, Work
from puhui.kernel import Problem
from tests.exchange.reconciliation_books import DAY, HEADER, loan

BROOK = "test_brook_bank"
THEIRS = Direction.FROM_INSTITUTION


def test_a_file_kept_twice_is_kept_once(work: Work) -> None:
    """A retry is recognised by its bytes."""
    content = write_file(HEADER, [loan(1), loan(2)])
    first, again = (keep_file(work, THEIRS, DAY, content, BROOK) for _ in range(2))
    assert isinstance(first, Kept) and isinstance(again, Kept)
    assert first.id == again.id and not first.is_known and again.is_known
    kept = file_of(work, DAY, THEIRS, BROOK)
    assert kept and kept.rows == (loan(1), loan(2))


def test_breaks_are_kept_with_both_values(work: Work) -> None:
    """One fen of interest apart and one loan that the platform lacks: two breaks, readable afterwards."""
    keep_file(work, THEIRS, DAY, write_file(HEADER, [loan(1, interest_repaid_fen=31_251), loan(2)]), BROOK)
    compared = reconcile(work, THEIRS, DAY, [loan(1)], BROOK)
    expected = (
        Break(BreakKind.AMOUNT, "DR-000001", "interest_repaid_fen", 31_250, 31_251),
        Break(BreakKind.MISSING_HERE, "DR-000002", "lent_fen", None, 5_000_000),
    )
    assert isinstance(compared, Reconciled) and compared.breaks == expected
    assert breaks_of(work, DAY, institution=BROOK) == expected
    assert reconciled(work, DAY, THEIRS, BROOK) == compared


def test_a_corrected_file_mends_the_breaks(work: Work) -> None:
    """The file received last holds; the comparison made last is what is listed."""
    keep_file(work, THEIRS, DAY, write_file(HEADER, [loan(1, lent_fen=1)]), BROOK)
    reconcile(work, THEIRS, DAY, [loan(1)], BROOK)
    assert len(breaks_of(work, DAY, institution=BROOK)) == 1
    keep_file(work, THEIRS, DAY, write_file(HEADER, [loan(1)]), BROOK)
    reconcile(work, THEIRS, DAY, [loan(1)], BROOK)
    assert breaks_of(work, DAY, institution=BROOK) == ()


def test_a_file_that_comes_back_after_another_holds_again(work: Work) -> None:
    """Corrected by mistake and sent once more: received last is what holds, whatever was there before."""
    good, wrong = write_file(HEADER, [loan(1)]), write_file(HEADER, [loan(1, lent_fen=1)])
    for content in (good, wrong, good):
        kept = keep_file(work, THEIRS, DAY, content, BROOK)
        assert isinstance(kept, Kept) and not kept.is_known
    held = file_of(work, DAY, THEIRS, BROOK)
    assert held and held.rows == (loan(1),)


def test_a_refused_file_is_recorded_with_its_place(work: Work) -> None:
    """Wrong checksum, somebody else's file, another day, a day to come: refused, recorded, nothing kept."""
    good = write_file(HEADER, [loan(1)])
    tries = [
        (DAY, good.replace(b"31250,0,0,0", b"31250,0,0,1")),
        (date(2026, 11, 21), good),
        (date(2026, 11, 24), good),
    ]
    for day, content in tries:
        assert isinstance(keep_file(work, THEIRS, day, content, BROOK), Problem)
    assert isinstance(keep_file(work, THEIRS, DAY, good, "test_hill_bank"), Problem)
    told = [(it.code, it.place) for day in (DAY, date(2026, 11, 21), date(2026, 11, 24))
            for it in refused_files(work, day, BROOK)]  # fmt: skip
    assert told == [
        ("reconciliation.checksum", "line 5, sha256"),
        ("reconciliation.date", "line 1, business_date"),
        ("reconciliation.date", "line 1, business_date"),
    ]
    assert [it.code for it in refused_files(work, DAY, "test_hill_bank")] == [
        "reconciliation.institution.forbidden"
    ]
    assert file_of(work, DAY, THEIRS, BROOK) is None


def test_a_live_file_is_none_in_test_mode(work: Work) -> None:
    """Real books and those of trying things out are never mixed."""
    live = write_file(HEADER, [loan(1)]).replace(b",test\n", b",live\n")
    found = keep_file(work, THEIRS, DAY, live, BROOK)
    assert isinstance(found, Problem) and found.code == "reconciliation.mode"


def test_without_their_file_there_is_nothing_to_compare(work: Work) -> None:
    """No file is no agreement."""
    found = reconcile(work, THEIRS, DAY, [loan(1)], BROOK)
    assert isinstance(found, Problem) and found.code == "reconciliation.file.not_found"
    assert reconciled(work, DAY, THEIRS, BROOK) is None


def test_our_own_file_reads_as_ours(work: Work) -> None:
    """What we send of the platform's mirror is a whole file in the other direction."""
    content = our_file(work, Direction.FROM_PLATFORM, DAY, [loan(1)], BROOK)
    read = read_file(content)
    assert not isinstance(read, Problem)
    assert read.header.direction is Direction.FROM_PLATFORM and read.rows == (loan(1),)
    assert isinstance(keep_file(work, Direction.FROM_PLATFORM, DAY, content, BROOK), Kept)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE exchange.reconciliation_file SET row_count = 0", "DELETE FROM exchange.reconciliation_break"],
)
def test_what_is_kept_is_not_changed(work: Work, statement: str) -> None:
    """Files, comparisons and breaks are facts: the database refuses to change them."""
    keep_file(work, THEIRS, DAY, write_file(HEADER, [loan(1)]), BROOK)
    reconcile(work, THEIRS, DAY, [], BROOK)
    with pytest.raises(DBAPIError), work.connection.begin_nested():
        work.connection.execute(text(statement))


def test_work_for_nobody_must_say_whose_file_it_is(work: Work) -> None:
    """The platform's own staff name the institution."""
    with pytest.raises(ValueError, match="which institution"):
        breaks_of(work, DAY)


def test_an_institutions_login_sees_its_own_books_alone(
    tenant_ground: Callable[[str], Ground], clerk: Actor
) -> None:
    """What one bank keeps and compares does not exist for the other, whatever it asks."""
    content = write_file(replace(HEADER, direction=Direction.FROM_PLATFORM), [loan(1)])
    with tenant_ground(BROOK).work(clerk) as brook:
        assert isinstance(keep_file(brook, Direction.FROM_PLATFORM, DAY, content), Kept)
        assert isinstance(reconcile(brook, Direction.FROM_PLATFORM, DAY, []), Reconciled)
        keep_file(brook, Direction.FROM_PLATFORM, DAY, content + b"!")
        assert len(breaks_of(brook, DAY)) == len(refused_files(brook, DAY)) == 1
    with tenant_ground("test_lamp_microloan").work(clerk) as lamp:
        assert breaks_of(lamp, DAY, institution=BROOK) == ()
        for table in ("file", "refused", "run", "break"):
            count = text(f"SELECT count(*) FROM exchange.reconciliation_{table}")
            assert lamp.connection.execute(count).scalar_one() == 0
