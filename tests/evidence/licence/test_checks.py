"""Each field by the rules: check characters, days, amounts, kinds, and what fields say of one another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.evidence.licence import Box, Checked, Field, FieldName
from puhui.evidence.licence.checks import (
    amount_fen,
    check_code,
    check_field,
    read_day,
    remarks_on,
    suggest_codes,
)
from puhui.kernel import Problem
from puhui.kernel.identifiers import parse_uscc

TODAY = date(2026, 11, 23)
FIRM, SHOP = "91990000MA00TEX70J", "92990000MA00TEX70F"


def test_a_whole_code_is_right_by_both_its_check_characters() -> None:
    """Nothing is suggested for it."""
    verdict = check_code(FIRM)
    assert (verdict.checked, verdict.value, verdict.suggestions) == (Checked.OK, FIRM, ())


@pytest.mark.parametrize(
    "read", ["91990000MAOOTEX70J", "9199OOOOMA00TEX70J", "91990000MA00TEX7OJ", "9I990000MA00TEX70J"]
)
def test_letters_that_no_code_has_are_only_suggested_away(read: str) -> None:
    """O and I are not in the alphabet; the value stays empty until a person has chosen."""
    verdict = check_code(read)
    assert verdict.checked is Checked.WRONG and verdict.value is None
    assert verdict.suggestions == (FIRM,)


@pytest.mark.parametrize("place", [0, 3, 8, 9, 12, 13, 17])
def test_one_letter_taken_for_its_likeness_is_found_again(place: int) -> None:
    """Where the picture's reader wrote a look-alike, the true code is among the suggestions."""
    likeness = {"9": "8", "0": "8", "M": "N", "A": "4", "T": "7", "E": "F", "J": "1"}[FIRM[place]]
    read = FIRM[:place] + likeness + FIRM[place + 1 :]
    assert check_code(read).checked is Checked.WRONG
    if FIRM[place] in "0MAEJT":
        assert FIRM in suggest_codes(read)


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=18, max_size=18))
def test_what_is_suggested_always_fits(read: str) -> None:
    """Every suggestion is a valid code, close to what was read, and there are never more than three."""
    suggested = suggest_codes(read)
    assert len(suggested) <= 3
    assert all(not isinstance(parse_uscc(code), Problem) for code in suggested)


@pytest.mark.parametrize(("read", "said"), [("91990000MA00TEX7", "16位"), ("990000600012345", "旧注册号")])
def test_a_code_of_another_length_says_so(read: str, said: str) -> None:
    """A covered end, or a licence from before October 2015."""
    verdict = check_code(read)
    assert verdict.why is not None and said in verdict.why.zh and verdict.suggestions == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019年06月12日", date(2019, 6, 12)),
        ("2019年6月12", date(2019, 6, 12)),
        ("2019-06-12", date(2019, 6, 12)),
        ("二〇一九年六月十二日", date(2019, 6, 12)),
        ("二○二〇年十一月三十日", date(2020, 11, 30)),
        ("二〇二一年一月二十一日", date(2021, 1, 21)),
        ("2019年02月30日", None),
        ("长期", None),
        ("", None),
    ],
)
def test_days_are_read_in_every_way_of_printing_them(written: str, day: date | None) -> None:
    """Digits or Chinese numbers; a day that the calendar lacks is none."""
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("壹佰万元整", 1_000_000),
        ("伍拾万圆整", 500_000),
        ("人民币壹佰贰拾万元整", 1_200_000),
        ("叁仟零伍拾万元", 30_500_000),
        ("壹亿贰仟万元整", 120_000_000),
        ("拾万元整", 100_000),
        ("508万元整", 5_080_000),
        ("100.5万元人民币", 1_005_000),
        ("1,000,000元", 1_000_000),
        ("伍佰捌拾捌元", 588),
    ],
)
def test_capital_is_read_in_words_and_in_digits(written: str, yuan: int) -> None:
    """To the fen."""
    assert amount_fen(written) == yuan * 100


@pytest.mark.parametrize(
    "written", ["", "叁佰万美元", "无", "壹百某万圆", "万元", "100万港币", "9" * 30 + "万元"]
)
def test_what_is_no_amount_of_yuan_stays_unknown(written: str) -> None:
    """Foreign money is not converted, and letters in between spoil a number."""
    assert amount_fen(written) is None


@pytest.mark.parametrize(
    ("field", "text", "checked"),
    [
        (FieldName.ESTABLISHED_ON, "2019年06月12日", Checked.OK),
        (FieldName.ESTABLISHED_ON, "2031年06月12日", Checked.WRONG),
        (FieldName.ISSUED_ON, "1019年06月12日", Checked.WRONG),
        (FieldName.ISSUED_ON, "20年", Checked.WRONG),
        (FieldName.TERM, "2019年06月12日至长期", Checked.OK),
        (FieldName.TERM, "2019年06月12日至2018年06月11日", Checked.WRONG),
        (FieldName.TERM, "测试", Checked.WRONG),
        (FieldName.KIND, "有限责任公司（自然人独资）", Checked.OK),
        (FieldName.KIND, "猫", Checked.UNCHECKED),
        (FieldName.LEGAL_REPRESENTATIVE, "王测试", Checked.UNCHECKED),
        (FieldName.LEGAL_REPRESENTATIVE, "王测试12", Checked.WRONG),
        (FieldName.REGISTRATION_AUTHORITY, "测试市桥头区市场监督管理局", Checked.OK),
        (FieldName.REGISTRATION_AUTHORITY, "桥头", Checked.UNCHECKED),
        (FieldName.NAME, "12345", Checked.WRONG),
        (FieldName.ADDRESS, "测试市人民路1号", Checked.UNCHECKED),
        (FieldName.CAPITAL, "壹佰万美元", Checked.UNCHECKED),
    ],
)
def test_each_field_has_its_rule(field: FieldName, text: str, checked: Checked) -> None:
    """And says why where it is not simply right."""
    verdict = check_field(field, text, TODAY)
    assert verdict.checked is checked
    assert checked is not Checked.WRONG or verdict.why is not None


def fields(**texts: str) -> dict[FieldName, Field]:
    read = {}
    for name in FieldName:
        text = texts.get(name.value, "")
        verdict = check_field(name, text, TODAY)
        box = Box(((0, 0), (9, 0), (9, 9), (0, 9)))
        read[name] = Field(verdict.value, text, 0.99, box, verdict.checked, verdict.why, verdict.suggestions)
    return read


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"uscc": FIRM, "kind": "个体工商户"}, "前两位"),
        ({"uscc": SHOP, "kind": "有限责任公司"}, "前两位"),
        ({"established_on": "2020年01月02日", "issued_on": "2019年12月31日"}, "发照日期早于"),
        ({"established_on": "2020年01月02日", "term": "2020年01月03日至2040年01月02日"}, "起日"),
        ({"term": "2010年01月02日至2020年01月01日"}, "已过"),
    ],
)
def test_fields_that_contradict_each_other_are_remarked(texts: dict[str, str], said: str) -> None:
    """A code of another kind of firm, days in the wrong order, a term that has ended."""
    remarks = [remark.zh for remark in remarks_on(fields(**texts), TODAY)]
    assert len(remarks) == 1 and said in remarks[0]


def test_a_licence_in_order_has_no_remarks() -> None:
    """A shop's code on a shop's licence, for good."""
    whole = {"uscc": SHOP, "kind": "个体工商户", "established_on": "2020年01月02日",
             "term": "2020年01月02日至长期", "issued_on": "2021年03月04日"}  # fmt: skip
    assert list(remarks_on(fields(**whole), TODAY)) == []


def test_what_a_person_is_never_shows_in_a_representation() -> None:
    """Names and codes stay out of logs and tracebacks."""
    assert "王测试" not in repr(fields(legal_representative="王测试", uscc=FIRM))
    assert FIRM not in repr(fields(uscc=FIRM))
