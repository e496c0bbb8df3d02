"""A reconciliation file: written in one way, read whole or not at all, refused at a named place."""

import gc
import hashlib
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange.reconciliation import Direction, File, Header, Row, read_file, write_file
from puhui.ground import Mode
from puhui.kernel import Language, Problem
from tests.exchange.reconciliation_books import BOOKS, HEADER, loan


def _written(*rows: Row, header: Header = HEADER) -> bytes:
    return write_file(header, rows)


def _sealed_again(body: bytes) -> bytes:
    """`body` is a whole file; its checksum is made to fit whatever was changed before it."""
    cut = body.rfind(b"\n", 0, len(body) - 1) + 1
    return body[:cut] + f"sha256,{hashlib.sha256(body[:cut]).hexdigest()}\n".encode()


@given(BOOKS)
def test_what_is_written_is_what_is_read(rows: list[Row]) -> None:
    """Every row comes back as it was, and the same books give the same bytes."""
    content = write_file(HEADER, rows)
    read = read_file(content, HEADER)
    assert isinstance(read, File)
    assert read.rows == tuple(rows) and read.header == HEADER
    assert write_file(read.header, read.rows) == content


@given(BOOKS, st.data())
def test_any_changed_byte_is_refused(rows: list[Row], data: st.DataObject) -> None:
    """Whichever byte is another one, nothing of the file is used."""
    content = bytearray(write_file(HEADER, rows))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    assert isinstance(read_file(bytes(content)), Problem)


@given(BOOKS, st.data())
def test_a_file_that_was_cut_or_grew_is_refused(rows: list[Row], data: st.DataObject) -> None:
    """A missing end, or anything after the end, refuses the whole file."""
    content = write_file(HEADER, rows)
    place = data.draw(st.integers(0, len(content) - 1))
    assert isinstance(read_file(content[:place]), Problem)
    assert isinstance(read_file(content + data.draw(st.binary(min_size=1, max_size=5))), Problem)


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_nothing_breaks(content: bytes) -> None:
    """Whatever the bytes are, the answer is a problem with words."""
    assert isinstance(read_file(content), Problem)
    head = b"puhui-reconciliation,1,test_brook_bank,from_institution,2026-11-22,test\n"
    assert isinstance(read_file(head + content), Problem)


BOTH = _written(loan(1), loan(2))


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "format", "line 1, format"),
        (b"not,ours\n", "format", "line 1, format"),
        (BOTH.replace(b"reconciliation,1,", b"reconciliation,2,"), "version.unsupported", "line 1, version"),
        (BOTH.replace(b"test_brook_bank", b"test_hill_bank"), "institution.forbidden", "line 1, institution"),
        (BOTH.replace(b"from_institution", b"from_platform"), "direction", "line 1, direction"),
        (BOTH.replace(b"2026-11-22", b"2026-11-21"), "date", "line 1, business_date"),
        (BOTH.replace(b"2026-11-22", b"2026-02-30"), "format", "line 1, business_date"),
        (BOTH.replace(b",test\n", b",live\n"), "mode", "line 1, mode"),
        (BOTH.replace(b",state,", b",status,"), "columns", "line 2, state"),
        (BOTH.replace(b"DR-000002", b"DR-000001"), "duplicate", "line 4, drawdown_ref"),
        (BOTH.replace(b"000002,current,5000000", b"000002,current,5000000.0"), "row", "line 4, lent_fen"),
        (BOTH.replace(b"000002,current,5000000", b"000002,current,-5000000"), "row", "line 4, lent_fen"),
        (BOTH.replace(b"000001,current,", b"000001,Current,"), "row", "line 3, state"),
        (BOTH.replace(b"000001,current,", b"000001,"), "row", "line 3, *"),
        (BOTH.replace(b"\ntotal,2,", b"\ntotal,3,"), "count", "line 5, rows"),
        (BOTH.replace(b"total,2,10000000", b"total,2,10000001"), "sum", "line 5, lent_fen"),
        (BOTH.replace(b",31250,0,0,0\ntotal", b",31251,0,0,0\ntotal"), "sum", "line 5, interest_repaid_fen"),
        (BOTH[: BOTH.rfind(b"sha256")], "cut_off", "line 5, sha256"),
        (BOTH.replace(b"sha256,", b"sha256,0"), "checksum", "line 6, sha256"),
    ],
)
def test_a_refusal_names_the_line_and_the_field(content: bytes, code: str, place: str) -> None:
    """The sentence says where it is wrong and what to do, in both languages, with no amount in it."""
    found = read_file(content, HEADER)
    assert isinstance(found, Problem) and found.code == f"reconciliation.{code}"
    assert found.place(Language.EN) == place
    assert found.fix and "whole file" in found.fix.en and found.what.zh
    assert "5000000" not in found.sentence(Language.EN)


def test_the_same_line_of_bytes_is_wrong_even_with_a_right_checksum() -> None:
    """A checksum made for wrong totals does not make them right."""
    content = _sealed_again(BOTH.replace(b"total,2,10000000", b"total,2,10000001"))
    found = read_file(content, HEADER)
    assert isinstance(found, Problem) and found.code == "reconciliation.sum"


def test_an_empty_day_is_a_file_too() -> None:
    """No loans yet: header, columns, total and checksum."""
    read = read_file(_written(), HEADER)
    assert isinstance(read, File) and read.rows == () and read.sums["lent_fen"] == 0


@pytest.mark.parametrize(
    "row",
    [loan(1, state="a,b"), loan(1, lent_fen=-1), loan(1, drawdown_ref="测试"), loan(1, contract_ref="")],
)
def test_books_that_cannot_be_written_are_a_surprise(row: Row) -> None:
    """Our own row with a blank reference or a negative amount raises: nobody is sent it."""
    with pytest.raises(ValueError, match="cannot be written"):
        _written(row)
    with pytest.raises(ValueError, match="twice"):
        _written(loan(1), loan(1, lent_fen=1))


def test_each_header_says_whose_books_these_are() -> None:
    """Written for another institution, day, direction or mode, the bytes are others."""
    headers = [
        HEADER,
        replace(HEADER, institution="test_hill_bank"),
        replace(HEADER, direction=Direction.FROM_PLATFORM),
        replace(HEADER, business_date=date(2026, 11, 21)),
        replace(HEADER, mode=Mode.LIVE),
    ]
    assert len({_written(loan(1), header=header) for header in headers}) == 5


def test_time_grows_with_the_rows_and_no_faster() -> None:
    """Ten times the rows take about ten times as long to write and read, with room for a busy machine.

    The collector of rubbish walks over all that other tests left alive; it rests while this one measures.
    """

    def took_seconds(count: int) -> float:
        rows = [loan(number) for number in range(count)]
        gc.collect()
        gc.disable()
        try:
            started = time.process_time()
            assert isinstance(read_file(write_file(HEADER, rows), HEADER), File)
            return time.process_time() - started
        finally:
            gc.enable()

    took_seconds(2_000)
    assert took_seconds(40_000) < 40 * max(took_seconds(4_000), 0.01)
