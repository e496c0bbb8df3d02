"""Registration records: what can be read is read, what cannot stays unknown and is named."""

from datetime import date
from pathlib import Path

import pytest

from puhui.evidence import Source, read_registrations
from puhui.evidence.registrations import Capital, RegistrationKind, kind_of, parse_capital
from puhui.kernel import Language, Problem
from tests.evidence.making import TODAY

HEADER = "name,registered_on,type,capital,legal_representative,address,province,city\n"


@pytest.mark.parametrize(
    ("written", "amount_fen", "currency"),
    [
        ("101.2000(万元人民币)", 101_200_000, "CNY"),
        ("60万人民币", 60_000_000, "CNY"),
        ("27,850.0875(万)", 27_850_087_500, "CNY"),
        ("3（万元）", 3_000_000, "CNY"),
        ("50000(人民币元)", 5_000_000, "CNY"),
        ("10( 万人民币元)", 10_000_000, "CNY"),
        ("30((万美元))", 30_000_000, "USD"),
        ("30(万元(港币))", 30_000_000, "HKD"),
        ("30(万元美元)", 30_000_000, "USD"),
        ("8(万德国马克)", 8_000_000, "DEM"),
        ("5.00E-3万人民币", 5_000, "CNY"),
        ("0(万元人民币)", 0, "CNY"),
    ],
)
def test_capital_is_read_as_registers_write_it(written: str, amount_fen: int, currency: str) -> None:
    """Every spelling that 719,911 real records use; nothing is converted."""
    assert parse_capital(written) == Capital(amount_fen, currency)


@pytest.mark.parametrize("written", ["N/A", "-", "", " 无 "])
def test_a_missing_capital_is_none(written: str) -> None:
    """Said nothing is not zero."""
    assert parse_capital(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [("50()", "capital_unit"), ("50", "capital_unit"), ("WAYNE", "capital_invalid"),
     ("万人民币", "capital_invalid"),
     ("5(万火星币)", "capital_invalid"), ("9e99万人民币", "capital_invalid")],
)  # fmt: skip
def test_a_capital_without_a_unit_is_not_guessed(written: str, code: str) -> None:
    """50 yuan or 500,000: ten thousand times apart."""
    found = parse_capital(written)
    assert isinstance(found, Problem)
    assert found.code == f"evidence.registration.{code}"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("有限责任公司", RegistrationKind.COMPANY),
        ("个体（内地）", RegistrationKind.INDIVIDUAL_BUSINESS),
        ("私营独资企业", RegistrationKind.SOLE_PROPRIETORSHIP),
        ("私营独资企业分支机构", RegistrationKind.BRANCH),
        ("普通合伙", RegistrationKind.PARTNERSHIP),
        ("农民专业合作社", RegistrationKind.COOPERATIVE),
        ("集体所有制", RegistrationKind.COLLECTIVE),
        ("股份有限公司 国有企业", RegistrationKind.COMPANY),
        ("国有企业", RegistrationKind.STATE),
        ("N/A", None),
    ],
)
def test_a_type_becomes_who_answers_for_the_debts(written: str, kind: RegistrationKind | None) -> None:
    """A table, first fit decides."""
    assert kind_of(written) == kind


def test_a_bad_field_is_unknown_and_named_and_its_record_stays() -> None:
    """Five records, one bad field each but the first; only the nameless one goes."""
    text = HEADER + (
        "测试一店,2001-02-03,个体工商户,5万人民币,a1,b1,测试,测试市\n"
        "测试二店,2001-02-30,有限责任公司,N/A,,N/A,测试,测试市\n"
        "测试三店,2031-02-03,N/A,WAYNE,a1,b1,测试,测试市\n"
        "测试四店,2001-02-03,800(万元人民币),50(),a1,b1,测试,测试市\n"
        ",2001-02-03,N/A,N/A,a1,b1,测试,测试市\n"
        "测试五店,2001-02-03\n"
    )
    reading = read_registrations(Source("r.csv", content=text.encode("gbk")), TODAY)
    assert reading.rows_read == 6
    assert reading.records["name"].to_list() == ["测试一店", "测试二店", "测试三店", "测试四店"]
    first = reading.records.row(0, named=True)
    assert (first["registered_on"], first["kind"], first["capital_fen"]) == (
        date(2001, 2, 3), "individual_business", 5_000_000,
    )  # fmt: skip
    assert reading.records["legal_representative"].to_list()[1] is None
    assert sorted((p.code.removeprefix("evidence."), p.place(Language.EN)) for p in reading.problems) == [
        ("registration.capital_invalid", "r.csv, line 4"),
        ("registration.capital_unit", "r.csv, line 5"),
        ("registration.date_future", "r.csv, line 4"),
        ("registration.date_invalid", "r.csv, line 3"),
        ("registration.name_empty", "r.csv, line 6"),
        ("registration.type_unknown", "r.csv, line 5"),
        ("row.fields", "r.csv, line 7"),
    ]


def test_something_else_is_said_to_be_something_else() -> None:
    """Invoices are not registrations."""
    reading = read_registrations(Source("x.csv", content=b"a,b\n1,2\n"), TODAY)
    assert [problem.code for problem in reading.problems] == ["evidence.registration.columns"]


@pytest.mark.real_data
def test_the_real_registers_are_read(real_data: Path) -> None:
    """464,414 records of four provinces, of which nine fields cannot be read."""
    reading = read_registrations(real_data / "registrations" / "four_provinces.csv.gz", TODAY)
    assert reading.records.height == reading.rows_read == 464_414
    assert len(reading.problems) == 9
    assert reading.records["capital_fen"].null_count() < 122_600
