"""Files that are broken, cut off, packed to burst or not tables at all."""

import gzip
import io
import random
import struct
import zipfile

import openpyxl
import pytest

from puhui.evidence import Source
from puhui.kernel import Language
from tests.evidence.making import SALES, as_csv, codes, packed, read, sale

GOOD = as_csv(SALES, [sale(n) for n in range(200)])
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'

SHARED = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'
)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(SALES))
    book.active.append(sale())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, level: int = 9, of: bytes | None = None) -> bytes:
    """A good workbook with one part put in or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of or workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def answer(content: bytes, name: str = "upload.xlsx") -> list[str]:
    """What is said; the good file beside it must not suffer."""
    reading = read(Source(name, content=content), Source("good.csv", content=GOOD.encode()))
    assert reading.invoices.height >= 200
    for problem in reading.problems:
        for language in Language:
            assert problem.sentence(language).startswith(name)
            assert "Traceback" not in problem.sentence(language)
    return codes(reading)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n\n ", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file.not_text"),
        (bytes(random.Random(7).randbytes(5000)), "file.not_text"),
        (b"\x00" * 5000, "file.not_text"),
        (b"%PDF-1.7\n\x01\x02", "file.not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "file.old_workbook"),
        ((",".join(SALES) + "\n").encode(), "file.no_rows"),
        (",".join(SALES).encode(), "file.no_rows"),
        (b"PK\x03\x04" + b"junk" * 50, "file.damaged"),
        (workbook()[:2000], "file.damaged"),
        (gzip.compress(b"", mtime=0), "file.empty"),
        (b"\x1f\x8b" + b"junk" * 9, "file.damaged"),
    ],
)
def test_a_file_that_is_no_table_gets_one_clear_sentence(content: bytes, code: str) -> None:
    """Empty, junk, a picture, an old workbook, half a workbook: one problem each, the good file untouched."""
    assert answer(content) == [code]


def test_missing_columns_are_named() -> None:
    """The sentence lists what to add."""
    text = as_csv([name for name in SALES if name not in {"金额", "发票状态"}], [sale()[:6]])
    reading = read(Source("a.csv", content=text.encode()))
    assert codes(reading) == ["file.columns"]
    assert "金额、发票状态" in reading.problems[0].sentence(Language.ZH)


def test_a_column_named_twice_is_not_guessed() -> None:
    """Two columns 金额: which one?"""
    text = as_csv([*SALES, "金额"], [[*sale(), "7"]])
    assert codes(read(Source("a.csv", content=text.encode()))) == ["file.column_twice"]


def test_a_cut_off_gzip_keeps_the_whole_lines_before_the_break() -> None:
    """A transfer that broke off loses what did not arrive, and says after which line."""
    text = as_csv(SALES, [sale(n, counterparty=f"C{n * 7919 % 10007}") for n in range(5000)])
    whole = packed(text)
    reading = read(Source("a.csv.gz", content=whole[: len(whole) * 2 // 3]))
    assert codes(reading) == ["file.cut_off"]
    kept = reading.invoices.height
    assert 1000 < kept < 5000
    assert reading.problems[0].place(Language.EN) == f"a.csv.gz, line {kept + 1:,}"


def test_a_gzip_of_several_members_is_one_file() -> None:
    """`cat a.gz b.gz` is a valid gzip."""
    text = as_csv(SALES, [sale(n) for n in range(100)])
    content = packed(text[:3000]) + packed(text[3000:])
    assert read(Source("a.csv.gz", content=content)).invoices.height == 100


def test_a_gzip_bomb_is_not_unpacked() -> None:
    """64 MiB of zeros in 64 KiB stop being read at 16 MiB."""
    assert answer(gzip.compress(b"0" * (64 << 20)), "bomb.csv.gz") == ["file.bomb"]


def test_a_bad_byte_costs_its_own_line() -> None:
    """One broken character does not turn a UTF-8 file into GBK mojibake."""
    lines = GOOD.encode().split(b"\n")
    lines[41] = lines[41].replace("测".encode(), b"\xe6\xb5")
    reading = read(Source("a.csv", content=b"\n".join(lines)))
    assert codes(reading) == ["row.encoding"]
    assert reading.problems[0].place(Language.EN) == "a.csv, line 42"
    assert reading.invoices.height == 199
    assert set(reading.invoices["counterparty"]) == {"测试小吃店"}


def test_a_nul_in_the_middle_costs_its_own_line() -> None:
    """PostgreSQL holds no NUL, and no name has one."""
    text = GOOD.replace("10000150", "100\x00150")
    reading = read(Source("a.csv", content=text.encode()))
    assert codes(reading) == ["row.encoding"]
    assert reading.invoices.height == 199


def test_an_xlsx_bomb_is_refused_from_its_directory() -> None:
    """A gigabyte of blanks in one sheet is never expanded."""
    bomb = with_part("xl/worksheets/sheet1.xml", b" " * (200 << 20), level=6)
    assert len(bomb) < 1 << 20
    assert answer(bomb) == ["file.bomb"]


def test_an_xlsx_whose_directory_lies_about_its_size_is_refused() -> None:
    """Declared small, unpacks large: the check sum tells."""
    bomb = bytearray(with_part("xl/worksheets/sheet1.xml", SHEET.format(" " * (8 << 20)).encode()))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        declared = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lied = bytes(bomb).replace(struct.pack("<L", declared), struct.pack("<L", 100))
    assert answer(lied) == ["file.damaged"]


@pytest.mark.parametrize("far", ["XFD1", "A1048576", "Z1048576", "XFD1048576", "AAA99999"])
def test_a_cell_at_the_end_of_the_world_is_refused(far: str) -> None:
    """Two cells that span billions would make a reader allocate all of them."""
    row = far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    last = f'<row r="{row}"><c r="{far}"><v>1</v></c></row>'
    cells = f'<dimension ref="A1:B2"/><sheetData>{first}{last}</sheetData>'
    assert answer(with_part("xl/worksheets/sheet1.xml", SHEET.format(cells).encode())) == ["workbook.span"]


@pytest.mark.parametrize("quoted", ["r='{}'", 'r = "{}"', "r =\n'{}'"])
def test_a_far_cell_hides_behind_no_spelling(quoted: str) -> None:
    """XML allows single quotation marks and blanks around the equals sign."""
    far = f"<row {quoted.format('1048576')}><c {quoted.format('xfd1048576')}><v>1</v></c></row>"
    cells = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>'
    assert answer(with_part("xl/worksheets/sheet1.xml", SHEET.format(cells).encode())) == ["workbook.span"]


def test_a_sheet_kept_elsewhere_is_looked_through_too() -> None:
    """The workbook's relations may point anywhere, so no part is trusted for its name."""
    far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert answer(with_part("xl/hidden/data.bin", SHEET.format(far).encode())) == ["workbook.span"]


def test_a_declared_dimension_that_nobody_fills_harms_nothing() -> None:
    """Some exporters declare A1:XFD1048576 over ten rows."""
    good = zipfile.ZipFile(io.BytesIO(workbook())).read("xl/worksheets/sheet1.xml")
    huge = good.replace(b'<dimension ref="A1:H2" />', b'<dimension ref="A1:XFD1048576"/>')
    assert huge != good
    assert answer(with_part("xl/worksheets/sheet1.xml", huge)) == []


def test_too_many_sheets_links_and_entities_are_refused() -> None:
    """None of them is unpacked."""
    book = openpyxl.Workbook()
    for n in range(60):
        book.create_sheet(f"s{n}")
    out = io.BytesIO()
    book.save(out)
    assert answer(out.getvalue()) == ["workbook.parts"]
    assert answer(with_part("xl/externalLinks/externalLink1.xml", b"<x/>")) == ["workbook.links"]
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert answer(with_part("xl/sharedStrings.xml", entity)) == ["workbook.hostile"]


def test_any_other_zip_is_not_a_workbook() -> None:
    """A .docx or a plain .zip named .xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert answer(out.getvalue()) == ["file.not_text"]


def test_a_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch) -> None:
    """The size on the disk is asked before anything is read."""
    monkeypatch.setattr("puhui.evidence.files.source.limit", lambda name: 1000)
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    assert codes(read(Source("a.csv", path))) == ["file.too_large"]


@pytest.mark.parametrize("seed", range(60))
def test_any_junk_in_a_good_file_gets_an_answer_and_never_an_exception(seed: int) -> None:
    """Bytes flipped, cut and repeated at random in a CSV, a gzip and a workbook."""
    chance = random.Random(seed)
    content = bytearray(chance.choice([GOOD.encode(), GOOD.encode("gbk"), packed(GOOD), workbook()]))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    reading = read(Source("junk", content=bytes(content[: chance.randint(1, len(content))])))
    assert reading.invoices.height <= 201


def test_one_long_text_that_every_cell_repeats_is_not_copied_into_each() -> None:
    """30,000 cells of 200 KB each would be six gigabytes from a file of a hundred kilobytes."""
    words = SHARED.format("<si><t>" + "A" * 200_000 + "</t></si>").encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001))
    bomb = with_part("xl/sharedStrings.xml", words)
    sheet = SHEET.format(f"<sheetData>{cells}</sheetData>").encode()
    assert answer(with_part("xl/worksheets/sheet1.xml", sheet, of=bomb)) == ["file.bomb"]


def test_a_richly_formatted_heading_is_not_taken_for_a_long_text() -> None:
    """Formatting is markup: it is not what a reader copies into each of two hundred thousand cells."""
    rich = "<si>" + "<r><rPr><b/><sz val='11'/><color theme='1'/></rPr><t>票</t></r>" * 150 + "</si>"
    words = SHARED.format(rich + "<si><t>E1</t></si>").encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(1, 200_001))
    book = with_part("xl/sharedStrings.xml", words)
    sheet = SHEET.format(f"<sheetData>{cells}</sheetData>").encode()
    assert answer(with_part("xl/worksheets/sheet1.xml", sheet, of=book)) != ["file.bomb"]


def test_a_long_notice_in_one_cell_harms_nobody() -> None:
    """A title row of several thousand characters is common; only repetition is refused."""
    book = openpyxl.Workbook()
    book.active.append(["发票明细导出须知" * 1000])
    book.active.append(list(SALES))
    for number in range(300):
        book.active.append(sale(number))
    out = io.BytesIO()
    book.save(out)
    assert answer(out.getvalue()) == []
