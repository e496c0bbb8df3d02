"""One field: what its letters mean, and whether that can be so."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from rapidfuzz.distance import Levenshtein

from puhui.evidence.licence.checks.amount import amount_fen
from puhui.evidence.licence.checks.code import check_code
from puhui.evidence.licence.checks.day import days_in, read_day
from puhui.evidence.licence.checks.verdict import Verdict, wrong
from puhui.evidence.licence.model import Checked, FieldName
from puhui.evidence.registrations import kind_of
from puhui.kernel import Problem, Text

_FIRST_DAY: Final = date(1949, 10, 1)
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2}")
_PERSON: Final = re.compile(r"[\u4e00-\u9fff·]{2,15}")
_OFFICES: Final = (
    "市场监督管理局",
    "工商行政管理局",
    "市场监督管理委员会",
    "市场和质量监督管理委员会",
    "行政审批服务局",
    "行政审批局",
    "政务服务管理局",
    "数据局",
)
_NEARLY: Final = 2


def check_field(field: FieldName, text: str, today: date) -> Verdict:
    """The verdict for one field's letters; `today` bounds the days a licence can bear."""
    if field in {FieldName.ESTABLISHED_ON, FieldName.ISSUED_ON}:
        return _day(text, today)
    return _CHECKS.get(field, _words)(text)


def _capital(text: str) -> Verdict:
    fen = amount_fen(text)
    if fen is not None:
        return Verdict(fen, Checked.OK)
    return Verdict(
        None,
        Checked.UNCHECKED,
        Text("不是人民币金额，或没有读全。", "Not an amount of yuan, or not read whole."),
    )


def _day(text: str, today: date) -> Verdict:
    day = read_day(text)
    if day is None:
        return wrong("不是有效日期。", "This is not a date.")
    if not _FIRST_DAY <= day <= today:
        return wrong("日期不合理。", "A licence cannot bear this date.", day)
    return Verdict(day, Checked.OK)


def _term(text: str) -> Verdict:
    days = days_in(text)
    if "长期" in text or "无固定" in text:
        return Verdict(text, Checked.OK)
    if not days:
        return wrong("没有读出期限。", "No period could be read.")
    if len(days) == 2 and days[0] >= days[1]:
        return wrong("期限的止日不晚于起日。", "The period ends before it begins.", text)
    return Verdict(text, Checked.OK)


def _kind(text: str) -> Verdict:
    kind = kind_of(text)
    if isinstance(kind, Problem) or kind is None:
        return Verdict(text, Checked.UNCHECKED, kind.what if isinstance(kind, Problem) else None)
    return Verdict(text, Checked.OK)


def _person(text: str) -> Verdict:
    return Verdict(text, Checked.UNCHECKED) if _PERSON.fullmatch(text) else _unlike(text)


def _authority(text: str) -> Verdict:
    """Offices that register have few names; nearly one of them is a misread one."""
    if text.endswith(_OFFICES):
        return Verdict(text, Checked.OK)
    near = [
        text[: len(text) - len(office)] + office
        for office in _OFFICES
        if Levenshtein.distance(text[-len(office) :], office) <= _NEARLY
    ]
    if near:
        why = Text("登记机关的名称可能有字读错。", "A letter of the authority's name may be misread.")
        return Verdict(text, Checked.WRONG, why, tuple(near[:1]))
    return Verdict(text, Checked.UNCHECKED)


def _words(text: str) -> Verdict:
    return Verdict(text, Checked.UNCHECKED) if _WORDS.search(text) else _unlike(text)


def _unlike(text: str) -> Verdict:
    return wrong("不像这一栏的内容。", "This does not look like what stands here.", text)


_CHECKS: Final[Mapping[FieldName, Callable[[str], Verdict]]] = {
    FieldName.USCC: check_code,
    FieldName.CAPITAL: _capital,
    FieldName.TERM: _term,
    FieldName.KIND: _kind,
    FieldName.LEGAL_REPRESENTATIVE: _person,
    FieldName.REGISTRATION_AUTHORITY: _authority,
}
