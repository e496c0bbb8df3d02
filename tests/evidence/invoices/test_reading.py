"""A shop's invoices, in whatever form they come."""

import gzip
import io
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.evidence import INVOICE_SCHEMA, FileRole, Owner, Source, read_invoices
from puhui.kernel import Language, yuan
from tests.evidence.making import (
    PURCHASES,
    SALES,
    TODAY,
    as_csv,
    codes,
    packed,
    read,
    remarked,
    sale,
    sales_file,
)

STATES = {False: "有效发票", True: "作废发票"}
FIRMS = "企业代号,企业名称,信誉评级,是否违约\nT1,测试小吃店 ,A,否\nT2,测试五金店,D,是\nT3,测试裁缝铺,,\n"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_header_says_whether_a_row_is_a_sale_or_a_purchase() -> None:
    """购方单位代号 means that the firm sold, 销方单位代号 that it bought; the file's name means nothing."""
    reading = read(
        Source("b.csv", content=as_csv(PURCHASES, [sale(1, counterparty="A1")]).encode()),
        Source("a.csv", content=as_csv(SALES, [sale(2, counterparty="B1")]).encode()),
    )
    assert reading.invoices.select("direction", "counterparty").rows() == [("purchase", "A1"), ("sale", "B1")]
    assert reading.invoices.schema == INVOICE_SCHEMA
    assert reading.whole


def test_amounts_are_fen_and_red_letters_stay_negative() -> None:
    """-943.4 yuan is -94,340 fen: a red-letter invoice, as real as any other."""
    reading = read(sales_file([sale(amount="-943.4", tax="-56.6", total="-1000.0")]))
    assert reading.invoices.select("amount_fen", "tax_fen", "total_fen").row(0) == (-94_340, -5_660, -100_000)
    assert reading.whole


def test_a_voided_invoice_is_kept_and_marked() -> None:
    """作废 means something, even with blanks around it and all zeros."""
    rows = [sale(1), sale(2, status=" 作废发票", amount="0.0", tax="0.0", total="0.0")]
    assert read(sales_file(rows)).invoices["voided"].to_list() == [False, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("pack", [False, True])
def test_every_encoding_gives_the_same_invoices(encoding: str, pack: bool) -> None:
    """A shop's accountant exports GBK, the bank UTF-8: the rows are the same."""
    text = as_csv(SALES, [sale(n, counterparty=f"测试客户{n}") for n in range(50)])
    content = gzip.compress(text.encode(encoding)) if pack else text.encode(encoding)
    plain = read(Source("a.csv", content=text.encode()))
    other = read(Source("a.csv", content=content))
    assert other.whole
    assert other.invoices.equals(plain.invoices)


def test_a_workbook_with_three_sheets_equals_the_three_files() -> None:
    """The contest's original form, one .xlsx: 企业信息, 进项发票信息, 销项发票信息; typed cells."""
    day = date(2025, 3, 4)
    bought = ["T1", 10000001, day, "A1", 943.4, 56.6, 1000.0, "有效发票"]
    sold = ["T1", 10000002, 45720, "B1", -100, -3, -103, "作废发票"]
    book = workbook(
        企业信息=[["企业代号", "企业名称", "信誉评级", "是否违约"], ["T1", "测试小吃店", "A", "否"]],
        进项发票信息=[list(PURCHASES), bought],
        销项发票信息=[list(SALES), sold],
    )
    reading = read(Source("附件.xlsx", content=book))
    files = read(
        Source("f.csv", content="企业代号,企业名称,信誉评级,是否违约\nT1,测试小吃店,A,否\n".encode()),
        Source("p.csv", content=as_csv(PURCHASES, [[*bought[:2], "2025-03-04", *bought[3:]]]).encode()),
        Source("s.csv", content=as_csv(SALES, [[*sold[:2], "2025-03-04", *sold[3:]]]).encode()),
    )
    assert reading.whole
    assert reading.invoices.equals(files.invoices)
    assert reading.firms.equals(files.firms)


def test_columns_in_any_order_with_more_beside_them_and_a_title_above() -> None:
    """An export with a title line, a period line, remarks and other columns reads all the same."""
    header = [
        "备注",
        "价税合计（元）",
        "税额",
        " 金额 ",
        "发票状态",
        "购方名称",
        "开票日期",
        "发票号码",
        "企业代号",
    ]
    row = ["无", "103", "3", "100", "正常", "测试客户", "2025/3/4", "88", "T1"]
    text = "发票明细表\n2025年1月至12月\n" + as_csv(header, [row])
    reading = read(Source("a.csv", content=text.encode()))
    assert reading.whole
    assert reading.invoices.row(0) == (
        "T1", "88", date(2025, 3, 4), "sale", "测试客户", 10_000, 300, 10_300, False,
    )  # fmt: skip


def test_the_tax_bureaus_layout_names_both_sides_and_the_owner_tells_which_is_which() -> None:
    """数电票 exports carry seller and buyer: the firm's own code decides; a row about others is left out."""
    own = "91990000MA00TEX70J"
    header = ["发票代码", "发票号码", "数电票号码", "销方识别号", "销方名称", "购方识别号", "购买方名称",
              "开票日期", "金额", "税额", "价税合计", "发票状态"]  # fmt: skip
    text = as_csv(header, [
        ["", "", "25990000000012345678", own, "测试小吃店", "", "测试个人",
         "2025-03-04 10:11:12", "100", "1", "101", "正常"],
        ["9900171130", "12345678", "", "92990000MA00TEX70F", "测试粮油", own, "测试小吃店",
         "2025-03-05", "50", "0", "50", "已作废"],
        ["9900171130", "12345679", "", "92990000MA00TEX70F", "甲", "93990000MA00TEX70C", "乙",
         "2025-03-05", "50", "0", "50", "正常"],
    ])  # fmt: skip
    reading = read(Source("全量发票.csv", content=text.encode()), owner=Owner("T1", frozenset({own})))
    assert reading.invoices.select("firm", "number", "direction", "counterparty", "voided").rows() == [
        ("T1", "25990000000012345678", "sale", "测试个人", False),
        ("T1", "9900171130-12345678", "purchase", "92990000MA00TEX70F", True),
    ]
    assert codes(reading) == ["row.owner_absent"]


def test_without_an_owner_the_tax_bureaus_layout_asks_for_one() -> None:
    """Nothing is guessed: the answer says what to give."""
    header = ["发票号码", "销方名称", "购方名称", "开票日期", "金额", "税额", "发票状态"]
    reading = read(
        Source("a.csv", content=as_csv(header, [["1", "甲", "乙", "2025-03-04", "1", "0", "正常"]]).encode())
    )
    assert codes(reading) == ["file.owner_unknown"]
    assert not reading.invoices.height


def test_a_list_of_firms_gives_ratings_and_defaults_and_unknown_stays_unknown() -> None:
    """是 is a default, 否 is none, blank is not known; blanks around names go."""
    reading = read(Source("firms.csv", content=FIRMS.encode()))
    assert reading.firms.rows() == [
        ("T1", "测试小吃店", "A", False), ("T2", "测试五金店", "D", True), ("T3", "测试裁缝铺", None, None),
    ]  # fmt: skip
    assert reading.tables[0].role is FileRole.FIRMS


def test_a_firm_without_invoices_is_still_a_firm_and_an_unlisted_one_too() -> None:
    """Nobody disappears: neither the listed firm without invoices nor the firm that only has invoices."""
    reading = read(Source("firms.csv", content=FIRMS.encode()), sales_file([sale(firm="T9")]))
    assert reading.firms["firm"].to_list() == ["T1", "T2", "T3", "T9"]
    assert reading.firms.row(3) == ("T9", None, None, None)


def test_a_folder_may_hold_other_things(tmp_path: Path) -> None:
    """A rate table and a picture beside the invoices are named and set aside, not an error."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "sales.csv.gz").write_bytes(packed(as_csv(SALES, [sale()])))
    (tmp_path / "rate_churn_by_rating.csv").write_text("loan_apr,churn_A\n0.04,0\n")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\x00")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    seen: list[tuple[int, int]] = []
    reading = read_invoices(tmp_path, TODAY, on_progress=lambda files, rows: seen.append((files, rows)))
    assert reading.whole
    assert reading.invoices.height == 1
    assert remarked(reading) == ["remark.not_a_table", "remark.not_invoices"]
    assert seen[-1] == (3, 1)


def test_an_empty_folder_and_a_missing_path_say_so(tmp_path: Path) -> None:
    """Neither is an exception, neither is silence."""
    assert codes(read_invoices(tmp_path, TODAY)) == ["source.none"]
    assert codes(read_invoices(tmp_path / "nowhere", TODAY)) == ["source.missing"]


amounts_fen = st.integers(-(10**9), 10**9)
names = st.text(
    st.characters(
        codec="utf-8", exclude_characters="\0\ufffd\ufeff", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(names, amounts_fen, st.dates(date(2016, 1, 1), TODAY), st.booleans()),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([",", "\t", ";"]),
)
def test_what_is_written_as_csv_is_what_is_read(
    invoices: list[tuple[str, int, date, bool]], delimiter: str
) -> None:
    """Any counterparty (quotes, commas, emoji), any amount, any day: all come back exactly."""
    rows = [
        ["T1", number, day.isoformat(), name, yuan(fen), "0.00", yuan(fen), STATES[voided]]
        for number, (name, fen, day, voided) in enumerate(invoices)
    ]  # fmt: skip
    reading = read(Source("a.csv", content=as_csv(SALES, rows, delimiter).encode()))
    assert codes(reading) == []
    assert reading.invoices.select("counterparty", "amount_fen", "issued_on", "voided").rows() == [
        (name.strip(), fen, day, voided) for name, fen, day, voided in invoices
    ]


@pytest.mark.real_data
def test_the_real_files_are_read_whole(real_data: Path) -> None:
    """1,099,441 invoices of 425 firms, no row left out; 11,665 repeats and 5 voided later count once."""
    reading = read_invoices(real_data / "invoices", TODAY)
    assert reading.whole
    assert reading.rows_read == 1_099_441
    assert reading.invoices.height == 1_099_441 - 11_665 - 5
    assert reading.firms.height == 425
    assert reading.firms["defaulted"].sum() == 27
    assert reading.invoices.filter(pl.col("voided")).height == 62_855
    places = {table.place: table.role for table in reading.tables}
    assert places["rate_churn_by_rating.csv"] is FileRole.OTHER


def test_a_file_somebody_chose_and_we_cannot_use_is_never_passed_over() -> None:
    """A rates table uploaded instead of invoices is left out aloud; met in a folder it is merely remarked."""
    chosen = read(Source("利率.csv", content=b"rate,term\n0.04,12\n"))
    assert codes(chosen) == ["file.not_invoices"]
    assert not chosen.whole and not chosen.remarks


def test_a_default_said_anywhere_is_never_forgotten() -> None:
    """Two lists disagree about one firm: the row is named, and the firm counts as defaulted."""
    plain = Source("a.csv", content="企业代号,企业名称\nE1,测试小吃店\nE2,测试五金店\n".encode())
    rated = Source(
        "b.csv", content="企业代号,企业名称,信誉评级,违约情况\nE1,测试小吃,D,y\nE2,,B,n\n".encode()
    )
    reading = read(plain, rated)
    assert reading.firms.rows() == [("E1", "测试小吃店", "D", True), ("E2", "测试五金店", "B", False)]
    assert [one.place(Language.EN) for one in reading.remarks] == ["b.csv, line 2"]


def test_a_firm_written_in_full_width_is_the_same_firm(tmp_path: Path) -> None:
    """Ｅ１ in the list and E1 on the invoice are one."""
    (tmp_path / "firms.csv").write_text("企业代号,企业名称\nＥ１,测试一店\n", encoding="utf-8")
    row = "E1,1001,2026-03-02,C1,100.00,3.00,103.00,有效发票"
    header = "企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态"
    (tmp_path / "sales.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    reading = read_invoices(tmp_path, date(2026, 11, 23))
    assert reading.firms["firm"].to_list() == ["E1"]
    assert reading.firms["name"].to_list() == ["测试一店"]
