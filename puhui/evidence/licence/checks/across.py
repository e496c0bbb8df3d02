"""What fields say about one another: a code of another kind, a term that has ended, a date too early."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from puhui.evidence.licence.checks.day import days_in
from puhui.evidence.licence.model import Checked, Field, FieldName
from puhui.evidence.registrations import RegistrationKind, kind_of
from puhui.kernel import Problem, Text
from puhui.kernel.identifiers import RegisteredAs, parse_uscc

_ENDINGS: Final = (("合作社", "合作社"), ("有限公司", "公司"), ("有限责任公司", "公司"))
_CUT: Final = Text(
    "名称不完整：这类主体的名称应含“公司”或“合作社”。",
    "The name is not whole: for this kind it holds 公司 or 合作社.",
)
_FITTING: Final = {
    RegistrationKind.INDIVIDUAL_BUSINESS: RegisteredAs.INDIVIDUAL_BUSINESS,
    RegistrationKind.COOPERATIVE: RegisteredAs.COOPERATIVE,
    RegistrationKind.COMPANY: RegisteredAs.ENTERPRISE,
    RegistrationKind.SOLE_PROPRIETORSHIP: RegisteredAs.ENTERPRISE,
    RegistrationKind.PARTNERSHIP: RegisteredAs.ENTERPRISE,
}


def remarks_on(fields: Mapping[FieldName, Field], today: date) -> Iterator[Text]:
    """One sentence for each contradiction."""
    if _of_another_kind(fields):
        yield Text(
            "信用代码的前两位与主体类型不符，请核对这两栏。",
            "The code's first two characters belong to another kind of firm: compare both fields.",
        )
    begun, issued = fields[FieldName.ESTABLISHED_ON].value, fields[FieldName.ISSUED_ON].value
    if isinstance(begun, date) and isinstance(issued, date) and issued < begun:
        yield Text(
            "发照日期早于成立日期，请核对日期。",
            "It was issued before the firm was founded: compare the dates.",
        )
    days = days_in(fields[FieldName.TERM].text)
    if days and isinstance(begun, date) and len(days) == 2 and days[0] != begun:
        yield Text(
            "营业期限的起日与成立日期不同。", "The term does not begin on the day the firm was founded."
        )
    if days and "长期" not in fields[FieldName.TERM].text and days[-1] < today and days[-1] != begun:
        yield Text("营业期限已过。", "The term on this licence has ended.")


def whole_name(fields: Mapping[FieldName, Field]) -> dict[FieldName, Field]:
    """A company's name ends with what it is; one that does not was not read to its end."""
    name, kind = fields[FieldName.NAME], fields[FieldName.KIND].text
    ending = next((ending for word, ending in _ENDINGS if word in kind), None)
    if not name.found or ending is None or ending in name.text:
        return dict(fields)
    cut = replace(name, checked=Checked.WRONG, why=_CUT)
    return {**fields, FieldName.NAME: cut}


def _of_another_kind(fields: Mapping[FieldName, Field]) -> bool:
    code, kind = parse_uscc(fields[FieldName.USCC].text), kind_of(fields[FieldName.KIND].text)
    if isinstance(code, Problem) or isinstance(kind, Problem) or kind not in _FITTING:
        return False
    return code.registered_as is not _FITTING[kind]
